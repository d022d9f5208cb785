/** The inside of a block that is opened in place. A press on one of its cards goes inside, to that node. */
import { Tile } from '../../controls/Tile';
import { useWords } from '../../i18n';
import { viewStore } from '../../stores/view';
import { focusCard } from '../commands';
import { BlockGlyph } from '../nodes/BlockGlyph';
import styles from './BlockFrame.module.css';
import type { Frame, FrameNode } from './frame';

export function BlockFrame({
  frame,
  path,
}: {
  readonly frame: Frame;
  readonly path: readonly string[];
}) {
  return (
    <>
      <svg className={styles.edges} width={frame.width} height={frame.height} aria-hidden>
        {frame.edges.map((edge) => (
          <path key={edge} d={edge} />
        ))}
      </svg>
      {frame.nodes.map((node) => (
        <Inner key={node.id} node={node} path={path} />
      ))}
    </>
  );
}

function Inner({ node, path }: { readonly node: FrameNode; readonly path: readonly string[] }) {
  const t = useWords();
  const goInside = () => {
    viewStore.getState().set({ path, selection: [node.id], selectedEdges: [], preview: null });
    focusCard(node.id);
  };
  const place = { left: node.x, top: node.y, width: node.width, height: node.height };
  if (node.frame) {
    return (
      <div className={styles.frame} style={place}>
        <span className={styles.title}>
          {node.name} <small>{node.line}</small>
        </span>
        <BlockFrame frame={node.frame} path={[...path, node.id]} />
      </div>
    );
  }
  return (
    <button
      type="button"
      className={styles.inner}
      style={place}
      data-frozen={node.frozen || undefined}
      aria-label={t('canvas.insideOf', { name: node.name, block: path.at(-1) ?? '' })}
      onClick={(event) => {
        // The card around it would select the block.
        event.stopPropagation();
        goInside();
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
