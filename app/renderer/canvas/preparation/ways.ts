/** The preparation on the canvas: each way of the data in front of the Input that it feeds, or behind its Output. */
import { preparationByKind } from '../../../../src/compiler/preparation/all';
import { inferPreparation } from '../../../../src/compiler/preparation/infer';
import type { Signal } from '../../../../src/compiler/preparation/preparation';
import type { Problem } from '../../../../src/compiler/problem';
import { fill } from '../../../../src/compiler/values';
import type { DatasetSpec } from '../../../../src/compiler/world';
import type { Data, Edge, Node } from '../../../../src/graph/document';
import { OUTPUT_KIND, PREPARATION } from '../../../../src/graph/network';
import { edgesFrom } from '../../../../src/graph/topology';
import { formatShape, formatValue } from '../../controls/format';
import { chainsOf } from '../../data-panel/steps';
import type { Translate } from '../../i18n';
import { choiceName, thingName } from '../../i18n/names';
import type { CardNode } from '../adapter';
import { CARD, type Rect } from '../geometry';

/** Sizes at zoom 1, in CSS pixels. */
export const STOP = { width: 122, height: 46, gap: 50 } as const;

/** A column or a step, as a small card. */
export interface Stop {
  readonly id: string;
  readonly isColumn: boolean;
  readonly title: string;
  /** What a layer's card says in its line. */
  readonly line: string;
  /** What comes out: the label of the wire behind it. */
  readonly shape: string;
  /** The edge behind it. */
  readonly edge: Edge | undefined;
  readonly problem: Problem | undefined;
  readonly rect: Rect;
}

export interface Way {
  /** Id of the card that is fed. */
  readonly card: string;
  /** Where the card lies: answers come from behind the Output that learns them. */
  readonly towards: 'left' | 'right';
  /** In the order of the data. */
  readonly stops: readonly Stop[];
}

export interface WayContext {
  readonly data: Data;
  readonly spec: DatasetSpec;
  /** Name of the shown network. */
  readonly network: string;
  readonly problems: readonly Problem[];
  readonly t: Translate;
}

/** A way for every card that the preparation feeds. */
export function waysOf(cards: readonly CardNode[], context: WayContext): readonly Way[] {
  const { data, spec, network } = context;
  const { signals } = inferPreparation(data, spec);
  return chainsOf(data).flatMap(({ source, steps, feed }): Way[] => {
    const card = cards.find(({ id }) => id === feed?.config.node);
    if (!card || (feed?.config.network ?? network) !== network) return [];
    const towards = card.data.kind === OUTPUT_KIND ? 'left' : 'right';
    const nodes = [source, ...steps];
    const stops = nodes.map((node, i): Stop => {
      return {
        id: node.id,
        ...wordsOf(node, context),
        shape: shapeText(signals.get(node.id), context.t),
        edge: edgesFrom(data.preparation, node.id)[0],
        problem: problemOf(node, context),
        rect: placeOf(card, towards, nodes.length - i),
      };
    });
    return [{ card: card.id, towards, stops }];
  });
}

function shapeText(signal: Signal | undefined, t: Translate): string {
  if (!signal) return '?';
  return signal.dtype === 'text' ? t('dataImport.type-text') : formatShape(signal.shape);
}

/** All that ways add to what is in sight. */
export const rectsOf = (ways: readonly Way[]): readonly Rect[] =>
  ways.flatMap(({ stops }) => stops.map(({ rect }) => rect));

/** The place of the stop that is `away` stops from a card, its wire at the card's first handle. */
function placeOf({ position, data }: CardNode, towards: Way['towards'], away: number): Rect {
  const { width, height, gap } = STOP;
  const reach = away * (width + gap);
  const x = towards === 'right' ? position.x - reach : position.x + data.width + reach - width;
  return { x, y: position.y + CARD.firstHandle - height / 2, width, height };
}

function wordsOf({ kind, config }: Node, { data, t }: WayContext) {
  if (kind === 'Source') {
    const title = formatValue(config.column ?? 'sample');
    return { isColumn: true, title, line: thingName(t, 'dataset', data.dataset) };
  }
  const definition = preparationByKind.get(kind);
  const values = definition && fill(definition.params, config);
  // Filled by the kind's own parameters.
  const face = values && definition.face?.(values as never);
  const line = (face ?? []).filter(Boolean).map((part) => choiceName(t, part));
  return { isColumn: false, title: thingName(t, 'step', kind), line: line.join(' · ') };
}

const problemOf = ({ id }: Node, { problems }: WayContext): Problem | undefined =>
  problems.find(
    ({ network, node, severity }) => network === PREPARATION && node === id && severity !== 'info',
  );
