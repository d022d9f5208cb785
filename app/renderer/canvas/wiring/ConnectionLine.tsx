/** The edge being drawn, with the reason at the pointer where an input refuses it. */
import type { ConnectionLineComponentProps } from '@xyflow/react';
import { useStore } from 'zustand';
import type { CardNode } from '../adapter';
import { roundedPath, route } from '../edges/route';
import styles from './wiring.module.css';
import { answerKey, wiringStore } from './wiring-store';

export function ConnectionLine(props: ConnectionLineComponentProps<CardNode>) {
  const { fromX, fromY, toX, toY, fromHandle, toNode, toHandle, connectionStatus } = props;
  const delayed = useStore(wiringStore, (state) => state.delayed);
  const answer = useStore(wiringStore, ({ answers }) =>
    toNode && toHandle?.id ? answers.get(answerKey(toNode.id, toHandle.id)) : undefined,
  );
  const [from, to] = [
    { x: fromX, y: fromY },
    { x: toX, y: toY },
  ];
  const forward = fromHandle.type === 'source';
  const path = roundedPath(
    route({ source: forward ? from : to, target: forward ? to : from, lane: null }),
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
