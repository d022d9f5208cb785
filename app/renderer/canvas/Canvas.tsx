/** The canvas: React Flow with the shown network, and the controls that float over it. */
import '@xyflow/react/dist/base.css';
import {
  Background,
  BackgroundVariant,
  MiniMap,
  type OnMove,
  ReactFlow,
  ReactFlowProvider,
} from '@xyflow/react';
import { type DragEvent, useCallback, useEffect, useId, useRef } from 'react';
import { colourOf } from '../controls/icons';
import { useWords } from '../i18n';
import { isFromPalette, placeDropped } from '../palette/drag';
import { useView } from '../stores/view';
import type { CardNode } from './adapter';
import styles from './Canvas.module.css';
import { MovingWires } from './edges/MovingWires';
import { WireEdge } from './edges/WireEdge';
import { NodeCard } from './nodes/NodeCard';
import { Breadcrumbs } from './overlays/Breadcrumbs';
import { DepthSwitch } from './overlays/DepthSwitch';
import { EmptyCanvas } from './overlays/EmptyCanvas';
import { FacesSwitch } from './overlays/FacesSwitch';
import overlayStyles from './overlays/overlays.module.css';
import { PreviewBar } from './overlays/PreviewBar';
import { SampleBar } from './overlays/SampleBar';
import { SelectionBar } from './overlays/SelectionBar';
import { SmallWindow } from './overlays/SmallWindow';
import { ZoomControls } from './overlays/ZoomControls';
import { PreparationWays } from './preparation/PreparationWays';
import { useWays } from './preparation/use-ways';
import type { Way } from './preparation/ways';
import { listenToLongPress } from './touch';
import { useCamera } from './use-camera';
import { useFlow } from './use-flow';
import { useScene } from './use-scene';
import { useWatchedFaces } from './use-watched-faces';
import { ConnectionLine } from './wiring/ConnectionLine';
import { useWiring } from './wiring/use-wiring';
import { WiringBar } from './wiring/WiringBar';

const nodeTypes = { card: NodeCard };
const none: readonly Way[] = [];
const edgeTypes = { wire: WireEdge };

export function Canvas() {
  const t = useWords();
  const element = useRef<HTMLElement>(null);
  const help = useId();
  useEffect(() => (element.current ? listenToLongPress(element.current) : undefined), []);
  return (
    <ReactFlowProvider>
      <section
        ref={element}
        role="application"
        aria-label={t('canvas.region')}
        aria-describedby={help}
        data-region="canvas"
        data-level="near"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the canvas is where its keys act
        tabIndex={0}
        className={styles.canvas}
        onDragOver={allowLayers}
        onDrop={dropLayer}
      >
        <p id={help} className={styles.hidden}>
          {t('canvas.regionHelp')}
        </p>
        <Flow element={element} />
        <Breadcrumbs />
        <div className={overlayStyles.corner}>
          <DepthSwitch />
          <FacesSwitch />
        </div>
        <ZoomControls />
        <SelectionBar />
        <SampleBar />
        <PreviewBar />
        <SmallWindow />
      </section>
    </ReactFlowProvider>
  );
}

function Flow({ element }: { readonly element: React.RefObject<HTMLElement | null> }) {
  const scene = useScene();
  const flow = useFlow(scene);
  const wiring = useWiring(element);
  const preparation = useWays(scene, flow.nodes);
  const camera = useCamera(element, scene, preparation?.ways ?? none);
  const minimap = useView((view) => view.minimap);
  const { onMove: follow } = camera;
  const { onPanned } = flow;
  const onMove = useCallback<OnMove>(
    (event, viewport) => {
      follow(event, viewport);
      onPanned();
    },
    [follow, onPanned],
  );
  const { onNodeClick: select } = flow;
  const { onNodeClick: connect } = wiring;
  // The same function at every render: React Flow would draw every card anew for another one.
  const onNodeClick = useCallback(
    (event: unknown, node: CardNode) => {
      if (!connect(node.id)) select(event, node);
    },
    [connect, select],
  );
  useWatchedFaces(element, scene);
  if (scene.network.nodes.length === 0) return <EmptyCanvas />;
  return (
    <ReactFlow
      ref={quieten}
      nodes={flow.nodes}
      edges={flow.edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      onNodesChange={flow.onNodesChange}
      onEdgesChange={flow.onEdgesChange}
      onNodeClick={onNodeClick}
      onNodeDoubleClick={flow.onNodeDoubleClick}
      onConnect={wiring.onConnect}
      onConnectStart={wiring.onConnectStart}
      onConnectEnd={wiring.onConnectEnd}
      onClickConnectStart={wiring.onClickConnectStart}
      onClickConnectEnd={wiring.onClickConnectEnd}
      onPaneClick={wiring.onPaneClick}
      isValidConnection={wiring.isValidConnection}
      connectionLineComponent={ConnectionLine}
      connectionRadius={36}
      onInit={camera.onInit}
      onMove={onMove}
      onMoveEnd={camera.onMoveEnd}
      nodesConnectable={scene.before === null}
      nodesFocusable={false}
      edgesFocusable={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      selectionKeyCode="Shift"
      multiSelectionKeyCode={['Meta', 'Control', 'Shift']}
      panOnScroll={false}
      zoomOnDoubleClick={false}
      minZoom={0.05}
      maxZoom={2.5}
      onlyRenderVisibleElements={flow.isCulled}
    >
      <MovingWires />
      {preparation && <PreparationWays {...preparation} />}
      <WiringBar onCancel={wiring.onPaneClick} />
      <Background variant={BackgroundVariant.Dots} gap={20} size={1} color="var(--dot)" />
      {minimap && (
        <MiniMap
          ariaLabel={null}
          className={styles.minimap ?? ''}
          style={minimapSize}
          nodeColor={minimapColour}
          nodeBorderRadius={9}
          maskColor="transparent"
          maskStrokeColor="var(--accent)"
          maskStrokeWidth={1.5}
          bgColor="var(--panel)"
          pannable
        />
      )}
    </ReactFlow>
  );
}

// React Flow draws its picture for the size that stands here, not in a style sheet.
const minimapSize = { width: 144, height: 64 };

const minimapColour = (node: CardNode): string =>
  `color-mix(in srgb, ${colourOf(node.data.group)} 50%, var(--panel))`;

/**
 * React Flow's own frame is no second application within the canvas, and its link is no stop on the way through the
 * cards; it stays in sight and can be pressed.
 */
function quieten(frame: HTMLDivElement | null) {
  frame?.setAttribute('role', 'none');
  frame?.querySelector('.react-flow__attribution a')?.setAttribute('tabindex', '-1');
}

function allowLayers(event: DragEvent) {
  if (!isFromPalette(event.dataTransfer)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
}

function dropLayer(event: DragEvent) {
  if (!isFromPalette(event.dataTransfer)) return;
  event.preventDefault();
  placeDropped(event.dataTransfer, { x: event.clientX, y: event.clientY });
}
