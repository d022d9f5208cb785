/** Commands that move the camera, and the one that moves everything: auto-layout. */
import { getViewportForBounds } from '@xyflow/react';
import { moveNodes } from '../../../src/graph/edits/nodes';
import { commit } from '../../../src/graph/history';
import { shownNetwork } from '../actions/context';
import { words } from '../i18n';
import { documentStore } from '../stores/document';
import { viewStore } from '../stores/view';
import { canvasHandle, moveTime } from './canvas-handle';
import { rectOf } from './edges/lane';
import { boundsOf } from './geometry';
import { glide } from './layout/glide';
import { layOutNetwork } from './layout/layout';

const PADDING = { top: '62px', right: '28px', bottom: '56px', left: '28px' } as const;

export function fitAll(): void {
  const handle = canvasHandle();
  if (!handle) return;
  const { flow, element, beside } = handle;
  const bounds = boundsOf([...flow.getNodes().map(rectOf), ...beside.current]);
  if (!bounds) return;
  const { clientWidth, clientHeight } = element;
  const viewport = getViewportForBounds(bounds, clientWidth, clientHeight, 0.05, 1, PADDING);
  void flow.setViewport(viewport, { duration: moveTime() });
}

/** Shows the steps of the data in front of the network, or puts them away. */
export function togglePreparation(): void {
  const { preparation, set } = viewStore.getState();
  set({ preparation: !preparation });
}

export function fitSelection(): void {
  const nodes = viewStore.getState().selection.map((id) => ({ id }));
  if (nodes.length === 0) fitAll();
  else
    void canvasHandle()?.flow.fitView({
      nodes,
      padding: PADDING,
      maxZoom: 1.2,
      duration: moveTime(),
    });
}

export function zoomBy(factor: number): void {
  const flow = canvasHandle()?.flow;
  void flow?.zoomTo(flow.getZoom() * factor, { duration: moveTime() / 2 });
}

export function zoomTo(zoom: number): void {
  void canvasHandle()?.flow.zoomTo(zoom, { duration: moveTime() });
}

/** Lays the shown network out anew: the nodes glide to their places, which is one undo step. */
export async function layOut(): Promise<void> {
  const handle = canvasHandle();
  const { name, network } = shownNetwork();
  if (!handle || network.nodes.length === 0) return;
  const heights = new Map(handle.flow.getNodes().map(({ id, data }) => [id, data.height]));
  const places = await layOutNetwork(network, heights, handle.element.clientWidth);
  await glide(network, places);
  documentStore()
    .getState()
    .dispatch((document) => moveNodes(document, name, places), commit(words('canvas.layout')));
  requestAnimationFrame(fitAll);
}
