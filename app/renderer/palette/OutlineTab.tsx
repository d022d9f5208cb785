/** The shown network as a list in topological order: everything that the canvas does can be done from here. */
import { Cable, Pencil, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { layerByKind } from '../../../src/compiler/layers/all';
import type { Node } from '../../../src/graph/document';
import { moveNodes, removeNodes } from '../../../src/graph/edits/nodes';
import { renameNode } from '../../../src/graph/edits/rename';
import { commit } from '../../../src/graph/history';
import { nodesById, order } from '../../../src/graph/topology';
import { shownNetwork } from '../actions/context';
import { formatCount, formatShape } from '../controls/format';
import { IconButton } from '../controls/IconButton';
import { Tile } from '../controls/Tile';
import { useWords, words } from '../i18n/index';
import { kindName } from '../i18n/names';
import { documentStore } from '../stores/document';
import { useFacts, useProblems } from '../stores/facts';
import { useShownNetwork } from '../stores/shown';
import { shownSelection, useView, viewStore } from '../stores/view';
import { ConnectList } from './ConnectList';
import styles from './palette.module.css';

/** What the list edits: one row at a time is renamed or connected. */
type Editing = { readonly id: string; readonly how: 'rename' | 'connect' } | null;

export function OutlineTab() {
  const t = useWords();
  const { name, network } = useShownNetwork();
  const [editing, setEditing] = useState<Editing>(null);
  const sorted = order(network);
  const known = nodesById(network);
  const rest = network.nodes.filter(({ id }) => !sorted.includes(id)).map(({ id }) => id);
  const ids = [...sorted, ...rest];
  const selection = useView(shownSelection);
  const chosen = selection.length === 1 ? known.get(selection[0] ?? '') : undefined;
  const active = ids.find((id) => selection.includes(id)) ?? ids[0];
  if (ids.length === 0) {
    return (
      <div className={styles.body}>
        <p className={styles.nothing}>{t('panels.emptyNetwork')}</p>
      </div>
    );
  }
  return (
    <div className={styles.body}>
      <div
        role="listbox"
        aria-label={t('panels.outlineOf', { name })}
        aria-multiselectable="true"
        className={styles.tree}
        data-region-focus
        tabIndex={0}
        aria-activedescendant={active === undefined ? undefined : `outline-${active}`}
        onKeyDown={(event) => onKey(event, ids, active, setEditing)}
      >
        {ids.map((id) => {
          const node = known.get(id);
          return node ? (
            <Row key={id} node={node} network={name} selected={selection.includes(id)} />
          ) : null;
        })}
      </div>
      {chosen && (
        <NodeTools
          node={chosen}
          network={name}
          editing={editing?.id === chosen.id ? editing.how : null}
          onEdit={(how) => setEditing(how ? { id: chosen.id, how } : null)}
        />
      )}
    </div>
  );
}

function onKey(
  event: KeyboardEvent<HTMLElement>,
  ids: readonly string[],
  active: string | undefined,
  edit: (editing: Editing) => void,
): void {
  if (event.target !== event.currentTarget || active === undefined) return;
  const { select } = viewStore.getState();
  const at = ids.indexOf(active);
  const arrow = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (arrow !== 0 && (event.ctrlKey || event.metaKey)) nudge(active, 0, arrow * 20);
  else if (event.key === 'ArrowRight' && (event.ctrlKey || event.metaKey)) nudge(active, 20, 0);
  else if (event.key === 'ArrowLeft' && (event.ctrlKey || event.metaKey)) nudge(active, -20, 0);
  else if (arrow !== 0) {
    const next = ids[Math.min(ids.length - 1, Math.max(0, at + arrow))]!;
    const selection = viewStore.getState().selection;
    select(event.shiftKey ? [...new Set([...selection, next])] : [next]);
  } else if (event.key === 'Home') select([ids[0]!]);
  else if (event.key === 'End') select([ids.at(-1)!]);
  else if (event.key === 'F2') edit({ id: active, how: 'rename' });
  else if (event.key === 'c') edit({ id: active, how: 'connect' });
  else if (event.key === 'Delete') remove(viewStore.getState().selection, !event.shiftKey);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function nudge(id: string, x: number, y: number): void {
  const { dispatch, document } = documentStore().getState();
  const { name: network } = shownNetwork();
  const node = document.networks[network]?.nodes.find((candidate) => candidate.id === id);
  if (!node) return;
  const to = new Map([[id, { x: node.position.x + x, y: node.position.y + y }]]);
  dispatch((before) => moveNodes(before, network, to), commit(words('panels.move', { name: id })));
}

function remove(ids: readonly string[], reconnect: boolean): void {
  const { name: network } = shownNetwork();
  documentStore()
    .getState()
    .dispatch(
      (before) => removeNodes(before, network, ids, { reconnect }),
      commit(words('panels.remove', { count: ids.length })),
    );
  viewStore.getState().select([]);
}

interface RowProps {
  readonly node: Node;
  readonly network: string;
  readonly selected: boolean;
}

interface ToolsProps {
  readonly node: Node;
  readonly network: string;
  readonly editing: 'rename' | 'connect' | null;
  readonly onEdit: (how: 'rename' | 'connect' | null) => void;
}

function Row({ node, network, selected }: RowProps) {
  const t = useWords();
  const facts = useFacts().nodes.get(node.id);
  const problems = useProblems().filter(
    (problem) => problem.network === network && problem.node === node.id,
  ).length;
  const kind = kindName(t, node.kind);
  const shape = facts?.output ? formatShape(facts.output) : '?';
  const label = t('panels.outlineRow', {
    kind,
    id: node.id,
    shape,
    params: formatCount(facts?.parameters ?? 0),
    count: problems,
  });
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its active row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys
    <div
      role="option"
      id={`outline-${node.id}`}
      aria-selected={selected}
      aria-label={label}
      className={styles.item}
      data-problem={problems > 0 || undefined}
      onClick={(event) => {
        const { selection, select } = viewStore.getState();
        select(event.ctrlKey || event.shiftKey ? [...new Set([...selection, node.id])] : [node.id]);
      }}
    >
      <Tile group={layerByKind(node.kind)?.group ?? 'Unknown'} kind={node.kind} />
      <span className={styles.label}>
        <b>{node.label ?? node.id}</b>
        <small>{kind}</small>
      </span>
      <span className={styles.shape}>{shape}</span>
    </div>
  );
}

/** What can be done with the selected node; below the list, whose rows are options and hold no controls. */
function NodeTools({ node, network, editing, onEdit }: ToolsProps) {
  const t = useWords();
  return (
    <section aria-label={node.id}>
      <div className={styles.item}>
        {editing === 'rename' ? (
          <RenameField node={node} network={network} onDone={() => onEdit(null)} />
        ) : (
          <>
            <IconButton
              icon={Pencil}
              label={t('panels.renameNode', { id: node.id })}
              onClick={() => onEdit('rename')}
            />
            <IconButton
              icon={Cable}
              label={t('panels.connectNode', { id: node.id })}
              onClick={() => onEdit(editing === 'connect' ? null : 'connect')}
            />
            <IconButton
              icon={Trash2}
              label={t('panels.deleteNode', { id: node.id })}
              onClick={() => remove([node.id], true)}
            />
          </>
        )}
      </div>
      {editing === 'connect' && (
        <ConnectList source={node.id} network={network} onDone={() => onEdit(null)} />
      )}
    </section>
  );
}

function RenameField(props: {
  readonly node: Node;
  readonly network: string;
  readonly onDone: () => void;
}) {
  const t = useWords();
  const [text, setText] = useState(props.node.id);
  const keep = () => {
    documentStore()
      .getState()
      .dispatch(
        (before) =>
          renameNode(before, { network: props.network, node: props.node.id }, text.trim()),
        commit(t('shell.rename')),
      );
    viewStore.getState().select([]);
    props.onDone();
  };
  return (
    <input
      aria-label={t('panels.nodeId')}
      value={text}
      ref={(input) => input?.focus()}
      onChange={(event) => setText(event.target.value)}
      onBlur={props.onDone}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') props.onDone();
      }}
    />
  );
}
