/** Commands that move the camera, and the one that moves everything: auto-layout. */
import { moveNodes } from '../../../src/graph/edits/nodes';
import { commit } from '../../../src/graph/history';
import { shownNetwork } from '../actions/context';
import { words } from '../i18n';
import { documentStore } from '../stores/document';
import { viewStore } from '../stores/view';
import { canvasHandle, moveTime } from './canvas-handle';
import { glide } from './layout/glide';
import { layOutNetwork } from './layout/layout';

const PADDING = { top: '62px', right: '28px', bottom: '56px', left: '28px' } as const;

export function fitAll(): void {
  void canvasHandle()?.flow.fitView({ padding: PADDING, maxZoom: 1, duration: moveTime() });
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
