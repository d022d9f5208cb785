/** The node's tile, kind and id; freezing and what else can be done with it. */
import { CircleHelp, Ellipsis, Pencil, Snowflake } from 'lucide-react';
import { useState } from 'react';
import { layerByKind } from '../../../src/compiler/layers/all';
import type { Node } from '../../../src/graph/document';
import { setFrozen } from '../../../src/graph/edits/nodes';
import { renameNode } from '../../../src/graph/edits/rename';
import { commit } from '../../../src/graph/history';
import { placedNetwork } from '../../../src/graph/network';
import { actionById } from '../actions/all';
import { menuItem } from '../actions/use-actions';
import { IconButton } from '../controls/IconButton';
import { Menu } from '../controls/Menu';
import { Tile } from '../controls/Tile';
import { Tooltip } from '../controls/Tooltip';
import { useWords } from '../i18n/index';
import { kindDoc, kindName } from '../i18n/names';
import { documentStore } from '../stores/document';
import { useFacts } from '../stores/facts';
import { useView, viewStore } from '../stores/view';
import styles from './inspector.module.css';

interface Props {
  readonly node: Node;
  readonly network: string;
}

/** Actions of the canvas that make sense on one node; for a finger and for layers in a frame the only way to some. */
const nodeActions = [
  'canvas.connect',
  'canvas.disconnect',
  'canvas.copy',
  'canvas.duplicate',
  'canvas.remove',
];

export function NodeHeader({ node, network }: Props) {
  const t = useWords();
  const layer = layerByKind(node.kind);
  const name = placedNetwork(node) ?? kindName(t, node.kind);
  const chinese = useView((view) => view.language) === 'zh-CN' && name !== node.kind;
  const hasWeights = (useFacts().nodes.get(node.id)?.parameters ?? 0) > 0;
  const items = nodeActions.flatMap((id) => {
    const action = actionById(id);
    return action ? [menuItem(action)] : [];
  });
  return (
    <div className={styles.head}>
      <Tile group={layer?.group ?? 'Unknown'} kind={node.kind} size={32} />
      <div style={{ minWidth: 0 }}>
        <div className={styles.title}>
          <h2>{name}</h2>
          {chinese && <small>{node.kind}</small>}
          {layer && (
            <Tooltip label={kindDoc(t, layer)}>
              <CircleHelp size={14} strokeWidth={1.75} color="var(--ink-3)" aria-hidden />
            </Tooltip>
          )}
        </div>
        <IdField node={node} network={network} />
      </div>
      <div className={styles.tools}>
        {hasWeights && (
          <IconButton
            icon={Snowflake}
            label={t('panels.freeze')}
            tooltip={node.frozen ? t('panels.frozenHelp') : t('panels.freezeHelp')}
            pressed={node.frozen ?? false}
            onClick={() =>
              documentStore()
                .getState()
                .dispatch(
                  (document) => setFrozen(document, network, [node.id], !node.frozen),
                  commit(t(node.frozen ? 'panels.unfreeze' : 'panels.freeze')),
                )
            }
          />
        )}
        {items.length > 0 && (
          <Menu
            label={t('panels.nodeMenu')}
            position="bottom-end"
            sections={[{ id: 'node', items }]}
          >
            <IconButton icon={Ellipsis} label={t('panels.nodeMenu')} />
          </Menu>
        )}
      </div>
    </div>
  );
}

function IdField({ node, network }: Props) {
  const t = useWords();
  const [text, setText] = useState<string | null>(null);
  if (text === null) {
    return (
      <button
        type="button"
        className={styles.id}
        aria-label={t('panels.renameNode', { id: node.id })}
        onClick={() => setText(node.id)}
      >
        <span>{node.id}</span>
        <Pencil size={12} strokeWidth={1.75} aria-hidden />
      </button>
    );
  }
  const keep = () => {
    const wanted = text.trim();
    setText(null);
    if (wanted === node.id) return;
    const store = documentStore();
    const before = store.getState().document;
    store
      .getState()
      .dispatch(
        (document) => renameNode(document, { network, node: node.id }, wanted),
        commit(t('shell.rename')),
      );
    if (store.getState().document === before) return;
    const { within, set } = viewStore.getState();
    set({ selection: [wanted], selectedEdges: [], within });
  };
  return (
    <input
      className={styles.idField}
      aria-label={t('panels.nodeId')}
      value={text}
      spellCheck={false}
      ref={(input) => input?.focus()}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') setText(null);
      }}
    />
  );
}
