/** The edge being drawn, with the reason at the pointer where an input refuses it. */
import type { ConnectionLineComponentProps } from '@xyflow/react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { CardNode } from '../adapter';
import { roundedPath, route } from '../edges/route';
import { answerAt } from './use-wiring';
import styles from './wiring.module.css';
import { answerKey, wiringStore } from './wiring-store';

export function ConnectionLine(props: ConnectionLineComponentProps<CardNode>) {
  const { fromX, fromY, toX, toY, fromHandle, toNode, toHandle, connectionStatus } = props;
  const delayed = useStore(wiringStore, (state) => state.delayed);
  const quick = useStore(wiringStore, ({ answers }) =>
    toNode && toHandle?.id ? answers.get(answerKey(toNode.id, toHandle.id)) : undefined,
  );
  const to = toNode?.id;
  const handle = toHandle?.id;
  const mendable = quick?.verdict === 'mendable';
  // Repairs are worked out for the one input under the pointer.
  const answer = useMemo(
    () => (mendable && to && handle ? answerAt(to, handle) : quick),
    [mendable, to, handle, quick],
  );
  const [start, end] = [
    { x: fromX, y: fromY },
    { x: toX, y: toY },
  ];
  const forward = fromHandle.type === 'source';
  const path = roundedPath(
    route({ source: forward ? start : end, target: forward ? end : start, lane: null }),
  );
  const refused = connectionStatus === 'invalid';
  return (
    <g>
      <path
        d={path}
        className={styles.line}
        data-refused={refused || undefined}
        data-delayed={delayed || undefined}
      />
      {answer && answer.reason !== '' && (
        <foreignObject x={toX + 12} y={toY + 12} width={300} height={120} className={styles.place}>
          <div className={styles.chip} data-refused={refused || undefined}>
            {answer.reason}
          </div>
        </foreignObject>
      )}
    </g>
  );
}
