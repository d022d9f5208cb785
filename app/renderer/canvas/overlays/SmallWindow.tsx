/** The one small window over the canvas, whichever it is. */
import { type CSSProperties, useState } from 'react';
import { layers } from '../../../../src/compiler/layers/all';
import { edgeId } from '../../../../src/graph/document';
import { setDelay } from '../../../../src/graph/edits/edges';
import { setLabel } from '../../../../src/graph/edits/nodes';
import { renameNode } from '../../../../src/graph/edits/rename';
import { commit } from '../../../../src/graph/history';
import { isValidId } from '../../../../src/graph/ids';
import { nodeById } from '../../../../src/graph/topology';
import { useWords, words } from '../../i18n';
import { documentStore } from '../../stores/document';
import { useChosenNetwork, useShownNetwork } from '../../stores/shown';
import { viewStore } from '../../stores/view';
import { canvasHandle } from '../canvas-handle';
import { connectEnds, disconnectEdges, focusCard, insertConnected, insertLayer } from '../commands';
import { edgeChoices, layerChoices, targetChoices } from './choices';
import { type ClientPoint, closeOverlay, type Overlay, useOverlay } from './overlay-store';
import styles from './overlays.module.css';
import { Picker } from './Picker';

export function SmallWindow() {
  const overlay = useOverlay();
  if (overlay.type === 'none') return null;
  if (overlay.type === 'rename' || overlay.type === 'delay') return <Field overlay={overlay} />;
  if (overlay.type === 'search') return <LayerSearch overlay={overlay} />;
  return <EdgePicker overlay={overlay} />;
}

function finish(node?: string): void {
  closeOverlay();
  if (node !== undefined) focusCard(node, viewStore.getState().within);
  else canvasHandle()?.element.focus();
}

/** Beside a point of the window, inside the canvas. */
function beside(at: ClientPoint | null): CSSProperties | undefined {
  const box = canvasHandle()?.element.getBoundingClientRect();
  if (!at || !box) return undefined;
  return {
    left: Math.max(8, Math.min(at.x - box.left, box.width - 276)),
    top: Math.max(8, Math.min(at.y - box.top, box.height - 328)),
  };
}

function LayerSearch({ overlay }: { readonly overlay: Extract<Overlay, { type: 'search' }> }) {
  const t = useWords();
  const { at, from } = overlay;
  const { name } = useShownNetwork();
  const [choices] = useState(() => layerChoices(t, Object.keys(layers), name, from));
  return (
    <Picker
      title={from ? t('canvas.fitsHere') : t('canvas.findLayer')}
      placeholder={t('canvas.findLayer')}
      nothing=""
      choices={choices}
      style={beside(at)}
      onClose={() => finish(from?.node)}
      onPick={(kind) => {
        closeOverlay();
        if (from) insertConnected(kind, from, at);
        else insertLayer(kind, at ?? undefined);
      }}
    />
  );
}

function EdgePicker(props: {
  readonly overlay: Extract<Overlay, { type: 'connect' | 'disconnect' }>;
}) {
  const { type, node } = props.overlay;
  const t = useWords();
  const host = useChosenNetwork();
  const { name, network } = host;
  const [choices] = useState(() =>
    type === 'connect' ? targetChoices(t, name, network, node) : edgeChoices(t, network, node),
  );
  const connecting = type === 'connect';
  const title = nodeById(network, node)?.label ?? node;
  return (
    <Picker
      numbered
      title={t(connecting ? 'canvas.connectFrom' : 'canvas.disconnectFrom', { name: title })}
      placeholder={t('canvas.findNode')}
      nothing={t(connecting ? 'canvas.connectNone' : 'canvas.disconnectNone')}
      choices={choices}
      onClose={() => finish(node)}
      onPick={(id) => {
        finish(node);
        const edges = network.edges.filter((edge) => edgeId(edge) === id);
        if (!connecting) disconnectEdges(edges, host);
        else {
          const [target = '', handle = ''] = id.split(' ');
          const output = choices.find((choice) => choice.id === id)?.output ?? 'out';
          connectEnds(
            { node, handle: output, side: 'source' },
            { node: target, handle, side: 'target' },
            false,
            host,
          );
        }
      }}
    />
  );
}

function Field({ overlay }: { readonly overlay: Extract<Overlay, { type: 'rename' | 'delay' }> }) {
  const t = useWords();
  const shown = useShownNetwork();
  const chosen = useChosenNetwork();
  const { name, network } = overlay.type === 'delay' ? shown : chosen;
  const edge =
    overlay.type === 'delay'
      ? network.edges.find((candidate) => edgeId(candidate) === overlay.edge)
      : undefined;
  const node = overlay.type === 'rename' ? nodeById(network, overlay.node) : undefined;
  const [text, setText] = useState(node ? (node.label ?? node.id) : String(edge?.delay ?? 0));
  const label = t(node ? 'canvas.rename' : 'canvas.delaySteps');
  const { dispatch } = documentStore().getState();
  const apply = () => {
    finish(node?.id);
    if (node) rename(name, node.id, text);
    else if (edge && /^\d+$/.test(text.trim())) {
      const how = commit(words('canvas.setDelay'));
      dispatch((document) => setDelay(document, name, edge, Number(text)), how);
    }
  };
  return (
    <div role="dialog" aria-label={label} className={`${styles.small} ${styles.centre}`}>
      <h3>{label}</h3>
      <input
        // biome-ignore lint/a11y/noAutofocus: the window was opened to type into it
        autoFocus
        aria-label={label}
        value={text}
        inputMode={edge ? 'numeric' : 'text'}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setText(event.target.value)}
        onBlur={closeOverlay}
        onKeyDown={(event) => {
          if (event.key === 'Enter') apply();
          else if (event.key === 'Escape') finish(node?.id);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
    </div>
  );
}

/** A text that can be an id becomes the id, which weights and code carry; any other becomes the label. */
function rename(network: string, node: string, text: string): void {
  const wanted = text.trim();
  const at = { network, node };
  const { document, dispatch } = documentStore().getState();
  const how = commit(words('canvas.renameNode'));
  if (!isValidId(wanted)) {
    dispatch((before) => setLabel(before, at, wanted), how);
    return;
  }
  dispatch(
    (before) => setLabel(renameNode(before, at, wanted), { network, node: wanted }, ''),
    how,
  );
  if (documentStore().getState().document === document) return;
  const { within, set } = viewStore.getState();
  set({ selection: [wanted], selectedEdges: [], within });
}
