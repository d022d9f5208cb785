/** What a placed block does to what arrives: its layers from top to bottom, and the skips round them. */
import type { NetworkFacts } from '../../../src/compiler/facts';
import type { Config, Network, Node } from '../../../src/graph/document';
import { networkOf, placedNetwork } from '../../../src/graph/network';
import { nodeById } from '../../../src/graph/topology';
import { focusCard } from '../canvas/commands';
import { faceLine } from '../canvas/language';
import { formatShape } from '../controls/format';
import { type Translate, useWords } from '../i18n/index';
import { kindName } from '../i18n/names';
import { useDocument } from '../stores/document';
import { placedFacts } from '../stores/placed';
import { usePath } from '../stores/shown';
import { viewStore } from '../stores/view';
import styles from './block-inside.module.css';
import { type Inside, insideOf, type Skip } from './inside';

/** Height of a layer with the gap below it, and the width that one lane of skips takes. */
const ROW = 32;
const LANE = 12;
const BOX = 24;

export function BlockInside({ node }: { readonly node: Node }) {
  const t = useWords();
  const document = useDocument((state) => state.document);
  const path = usePath();
  const network = networkOf(document, placedNetwork(node) ?? '');
  if (!network) return null;
  const inner = [...path, node.id];
  const { facts, scope } = placedFacts(document, inner);
  const inside = insideOf(network);
  const { column, skips } = inside;
  const lanes = Math.max(0, ...skips.map(({ lane }) => lane + 1));
  const height = column.length * ROW;
  const left = lanes === 0 ? 0 : lanes * LANE + 6;
  return (
    <figure className={styles.inside} aria-label={t('panels.inside')}>
      <div style={{ height, paddingLeft: left }}>
        <svg width={left + 12} height={height} aria-hidden>
          {skips.map((skip) => (
            <path
              key={`${skip.from}/${skip.to}/${skip.lane}`}
              d={arc(skip, left, column.length)}
              data-projected={skip.through.length > 0 || undefined}
            />
          ))}
        </svg>
        {column.map((id, row) => (
          <Layer
            key={id}
            words={rowWords(t, { network, inside, facts, scope, row })}
            onOpen={() => openAt(inner, id)}
          />
        ))}
      </div>
    </figure>
  );
}

/** Goes into the block, with the layer selected. */
function openAt(path: readonly string[], id: string): void {
  viewStore.getState().set({ path, selection: [id], selectedEdges: [], preview: null });
  focusCard(id);
}

function Layer(props: { readonly words: RowWords; readonly onOpen: () => void }) {
  const { name, line, shape } = props.words;
  return (
    <button type="button" onClick={props.onOpen}>
      <span>{name}</span>
      <span>{line}</span>
      <span>{shape}</span>
    </button>
  );
}

interface RowWords {
  readonly name: string;
  /** What is set, or the skips that arrive. */
  readonly line: string;
  /** Empty where it does not change. */
  readonly shape: string;
}

interface Row {
  readonly network: Network;
  readonly inside: Inside;
  readonly facts: NetworkFacts;
  readonly scope: Config;
  readonly row: number;
}

function rowWords(t: Translate, { network, inside, facts, scope, row }: Row): RowWords {
  const { column, skips } = inside;
  const nameOf = (node: Node | undefined) =>
    node ? (placedNetwork(node) ?? kindName(t, node.kind)) : '';
  const nodeAt = (id: string | undefined) => (id === undefined ? undefined : nodeById(network, id));
  const shapeOf = (id: string | undefined) => {
    const shape = id === undefined ? undefined : facts.nodes.get(id)?.output;
    return shape ? formatShape(shape) : '';
  };
  const node = nodeAt(column[row]);
  const arriving = skips
    .filter(({ to }) => to === row)
    .map(({ through }) =>
      through.length === 0
        ? t('panels.identitySkip')
        : through.map((id) => nameOf(nodeAt(id))).join(' → '),
    );
  const said = node ? faceLine(node, scope).filter((part) => part !== '') : [];
  const shape = shapeOf(column[row]);
  return {
    name: nameOf(node),
    line: arriving.length > 0 ? `+ ${arriving.join(' + ')}` : said.join(' · '),
    shape: shape === shapeOf(column[row - 1]) ? '' : shape,
  };
}

/** From the middle between two layers, out to the lane, down, and in to the middle of the layer where it arrives. */
function arc({ from, to, lane }: Skip, left: number, rows: number): string {
  const x = left - 6 - (lane + 0.5) * LANE + 4;
  const top = from < 0 ? 1 : from * ROW + BOX + (ROW - BOX) / 2;
  const bottom = to >= rows ? rows * ROW - 1 : to * ROW + BOX / 2;
  const radius = 6;
  return [
    `M${left + 10} ${top}H${x + radius}`,
    `Q${x} ${top} ${x} ${top + radius}`,
    `V${bottom - radius}Q${x} ${bottom} ${x + radius} ${bottom}H${left}`,
  ].join('');
}
