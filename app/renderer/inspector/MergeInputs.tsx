/** The inputs of a merge in their stored order: drag one, or move it with the arrow keys. */
import { GripVertical } from 'lucide-react';
import { useState } from 'react';
import type { NodeFacts } from '../../../src/compiler/facts';
import { type Edge, edgeId, type Node } from '../../../src/graph/document';
import { reorderInputs } from '../../../src/graph/edits/edges';
import { commit } from '../../../src/graph/history';
import { edgesInto } from '../../../src/graph/topology';
import { formatShape } from '../controls/format';
import { useWords } from '../i18n/index';
import { documentStore } from '../stores/document';
import { useShownNetwork } from '../stores/shown';
import styles from './inspector.module.css';
import { Section } from './Section';

export function MergeInputs(props: {
  readonly node: Node;
  readonly network: string;
  readonly facts: NodeFacts;
}) {
  const t = useWords();
  const { network } = useShownNetwork();
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const edges = edgesInto(network, props.node.id);
  const move = (from: number, to: number) => {
    const edge = edges[from];
    const target = edges[to];
    if (!edge || !target || edge.input !== target.input) return;
    documentStore()
      .getState()
      .dispatch(
        (document) =>
          reorderInputs(
            document,
            { network: props.network, node: props.node.id, input: edge.input },
            edge.index,
            target.index,
          ),
        commit(t('panels.reorderInputs')),
      );
  };
  const differs = (edge: Edge, index: number) => {
    const problem = props.facts.problems.find(({ severity }) => severity === 'error');
    return problem !== undefined && problem.values.source === edge.source && index > 0;
  };
  return (
    <Section
      title={t('panels.inputs')}
      aside={edges.length > 1 ? t('panels.dragToReorder') : undefined}
    >
      {edges.length === 0 && <p className={styles.muted}>{t('panels.noInputs')}</p>}
      <ol className={styles.inputs} aria-label={t('panels.inputs')}>
        {edges.map((edge, index) => {
          const shape = props.facts.inputs[index];
          return (
            <li
              key={edgeId(edge)}
              className={styles.input}
              draggable
              data-problem={differs(edge, index) || undefined}
              data-over={over === index || undefined}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: the row moves with the arrow keys
              tabIndex={0}
              aria-label={t('panels.inputRow', {
                place: index + 1,
                id: edge.source,
                shape: shape ? formatShape(shape) : '?',
              })}
              onDragStart={() => setDragged(index)}
              onDragOver={(event) => {
                event.preventDefault();
                setOver(index);
              }}
              onDragEnd={() => {
                setDragged(null);
                setOver(null);
              }}
              onDrop={() => {
                if (dragged !== null) move(dragged, index);
                setOver(null);
              }}
              onKeyDown={(event) => {
                const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
                if (by === 0) return;
                event.preventDefault();
                move(index, index + by);
              }}
            >
              <GripVertical size={14} aria-hidden />
              <span className={styles.port}>{String.fromCharCode(97 + (index % 26))}</span>
              <b>{edge.source}</b>
              <code>{shape ? formatShape(shape) : '?'}</code>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
