/** Drawing an edge: what each input answers while it is drawn, and what a drop does. */
import {
  type Connection,
  type Edge,
  type FinalConnectionState,
  type OnConnectStartParams,
  useStoreApi,
} from '@xyflow/react';
import { type RefObject, useCallback, useEffect } from 'react';
import { shownNetwork } from '../../actions/context';
import { words } from '../../i18n';
import { documentStore } from '../../stores/document';
import { connectEnds } from '../commands';
import { openOverlay } from '../overlays/overlay-store';
import { type End, edgeBetween, judge, judgeAll } from './judge';
import { type Answer, answerKey, idle, wiringStore } from './wiring-store';

function begin(from: End, delayed: boolean): void {
  const { name } = shownNetwork();
  wiringStore.setState(judgeAll(documentStore().getState().document, name, from, delayed), true);
}

function ends(connection: Connection | Edge): { readonly from: End; readonly to: End } | null {
  const { source, sourceHandle, target, targetHandle } = connection;
  if (!sourceHandle || !targetHandle) return null;
  return {
    from: { node: source, handle: sourceHandle, side: 'source' },
    to: { node: target, handle: targetHandle, side: 'target' },
  };
}

/** What the input under the pointer says, with the repair that would mend it. */
export function answerAt(node: string, handle: string): Answer | undefined {
  const { from, delayed } = wiringStore.getState();
  if (!from) return undefined;
  const { document } = documentStore().getState();
  const { name } = shownNetwork();
  const side = from.side === 'source' ? 'target' : 'source';
  const edge = edgeBetween(document, name, from, { node, handle, side });
  return edge ? judge(document, name, edge, { delayed, repairs: true }) : undefined;
}

export function useWiring(element: RefObject<HTMLElement | null>) {
  // Alt turns the edge into a delayed one while it is drawn; the answers change with it.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { from, delayed } = wiringStore.getState();
      if (from && event.key === 'Alt' && delayed !== (event.type === 'keydown')) {
        begin(from, event.type === 'keydown');
      }
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('keyup', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('keyup', onKey);
    };
  }, []);

  const onConnectStart = useCallback(
    (event: { readonly altKey?: boolean }, start: OnConnectStartParams) => {
      const { nodeId, handleId, handleType } = start;
      if (!nodeId || !handleId || !handleType) return;
      begin({ node: nodeId, handle: handleId, side: handleType }, event.altKey === true);
      element.current?.setAttribute('data-wiring', '');
    },
    [element],
  );

  const onClickConnectStart = useCallback(
    (event: { readonly altKey?: boolean }, start: OnConnectStartParams) => {
      onConnectStart(event, start);
      wiringStore.setState({ clicked: true });
    },
    [onConnectStart],
  );

  const finish = useCallback(() => {
    wiringStore.setState(idle, true);
    element.current?.removeAttribute('data-wiring');
  }, [element]);

  const onConnect = useCallback((connection: Connection) => {
    const pair = ends(connection);
    if (pair) connectEnds(pair.from, pair.to, wiringStore.getState().delayed);
  }, []);

  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      const { from } = wiringStore.getState();
      finish();
      if (!from || state.toHandle || state.isValid) return;
      const at = 'changedTouches' in event ? event.changedTouches[0] : event;
      const over = event.target instanceof Element ? event.target : null;
      if (at && over?.closest('.react-flow__pane')) {
        openOverlay({ type: 'search', at: { x: at.clientX, y: at.clientY }, from });
      }
    },
    [finish],
  );

  // A press on the ground ends an edge that was begun by a click.
  const flow = useStoreApi();
  const onPaneClick = useCallback(() => {
    if (!wiringStore.getState().from) return;
    flow.setState({ connectionClickStartHandle: null });
    finish();
  }, [flow, finish]);

  // A finger need not find the input: an edge that was begun by a tap goes to the first one of a card that takes it.
  const onNodeClick = useCallback(
    (node: string): boolean => {
      const { from, clicked, delayed, answers } = wiringStore.getState();
      if (!from || !clicked || from.node === node) return false;
      const asked = [...answers].filter(([key]) => key.startsWith(`${node} `));
      const taker =
        asked.find(([, { verdict }]) => verdict === 'fits') ??
        asked.find(([, { verdict }]) => verdict === 'mendable');
      if (!taker) {
        const refusal = asked[0]?.[1].reason || words('canvas.refused-no-input', { node });
        wiringStore.setState({ refusal });
        return true;
      }
      const side = from.side === 'source' ? 'target' : 'source';
      const to: End = { node, handle: taker[0].slice(node.length + 1), side };
      const [source, target] = side === 'target' ? [from, to] : [to, from];
      flow.setState({ connectionClickStartHandle: null });
      finish();
      connectEnds(source, target, delayed);
      return true;
    },
    [flow, finish],
  );

  const isValidConnection = useCallback((connection: Connection | Edge) => {
    const pair = ends(connection);
    if (!pair) return false;
    const { from, answers } = wiringStore.getState();
    const other = from?.side === 'target' ? pair.from : pair.to;
    const answer = answers.get(answerKey(other.node, other.handle));
    return answer !== undefined && answer.verdict !== 'refused';
  }, []);

  return {
    onConnect,
    onConnectStart,
    onConnectEnd,
    onClickConnectStart,
    onNodeClick,
    onClickConnectEnd: finish,
    onPaneClick,
    isValidConnection,
  };
}
