/** The inside of a block that is opened in place. A press on one of its cards selects it, a second one goes inside. */
import { Tile } from '../../controls/Tile';
import { useWords } from '../../i18n';
import { useView } from '../../stores/view';
import { goWithin } from '../blocks';
import { cardKey, selectAndShow } from '../commands';
import { BlockGlyph } from '../nodes/BlockGlyph';
import styles from './BlockFrame.module.css';
import type { Frame, FrameNode } from './frame';

export function BlockFrame({
  frame,
  within,
}: {
  readonly frame: Frame;
  /** The way to it from the shown network. */
  readonly within: readonly string[];
}) {
  return (
    <>
      <svg className={styles.edges} width={frame.width} height={frame.height} aria-hidden>
        {frame.edges.map((edge) => (
          <path key={edge} d={edge} />
        ))}
      </svg>
      {frame.nodes.map((node) => (
        <Inner key={node.id} node={node} within={within} />
      ))}
    </>
  );
}

function Inner({ node, within }: { readonly node: FrameNode; readonly within: readonly string[] }) {
  const t = useWords();
  const key = cardKey(node.id, within);
  const isSelected = useView(
    (view) => view.selection.includes(node.id) && cardKey(node.id, view.within) === key,
  );
  const place = { left: node.x, top: node.y, width: node.width, height: node.height };
  if (node.frame) {
    return (
      <div className={styles.frame} style={place}>
        <button
          type="button"
          className={styles.title}
          aria-pressed={isSelected}
          data-node={key}
          onClick={(event) => {
            event.stopPropagation();
            selectAndShow(node.id, within);
          }}
        >
          {node.name} <small>{node.line}</small>
        </button>
        <BlockFrame frame={node.frame} within={[...within, node.id]} />
      </div>
    );
  }
  return (
    <button
      type="button"
      className={styles.inner}
      style={place}
      data-frozen={node.frozen || undefined}
      aria-label={t('canvas.insideOf', { name: node.name, block: within.at(-1) ?? '' })}
      aria-pressed={isSelected}
      data-node={key}
      onClick={(event) => {
        // The card around it would select the block.
        event.stopPropagation();
        selectAndShow(node.id, within);
      }}
      onDoubleClick={(event) => {
        event.stopPropagation();
        goWithin();
      }}
    >
      {node.glyph ? (
        <BlockGlyph glyph={node.glyph} />
      ) : (
        <Tile group={node.group} kind={node.kind} />
      )}
      <span>
        <b>{node.name}</b>
        <small>{node.line}</small>
      </span>
    </button>
  );
}
