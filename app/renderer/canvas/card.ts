/** What a card says, worked out from the document, its facts and the view: plain data, no React. */
import type { NodeFacts } from '../../../src/compiler/facts';
import type { Problem } from '../../../src/compiler/problem';
import {
  type Config,
  type Document,
  NETWORK_KIND,
  type Network,
  type Node,
} from '../../../src/graph/document';
import { INPUT_KIND, networkOf, placedNetwork, repeatsOf } from '../../../src/graph/network';
import { stillness } from '../../../src/graph/still';
import { formatBig, formatCount, formatShape, formatShare, formatValue } from '../controls/format';
import type { IconGroup } from '../controls/icons';
import type { Translate } from '../i18n';
import { kindName, paramName } from '../i18n/names';
import { problemMessage } from '../problems/wording';
import type { Faces } from '../stores/view';
import { type Face, faceHeight, faceOf } from './faces/face';
import type { Frame } from './frames/frame';
import { CARD, cardHeight } from './geometry';
import { type Glyph, glyphOf } from './glyph';
import { blockLine, configOf, faceLine, layerOf } from './language';
import { type HandleSpec, inputHandles, outputHandles } from './ports';

export interface CardBlock {
  readonly network: string;
  readonly repeat: number;
  readonly shared: boolean;
  readonly glyph: Glyph;
}

/** A type alias, because React Flow wants an index signature that an interface does not have. */
export type Card = {
  readonly kind: string;
  readonly title: string;
  /** Label where the node has one, else its id. */
  readonly name: string;
  readonly group: IconGroup;
  readonly line: readonly [string, string];
  readonly foot: readonly [string, string];
  /** Share of the network's multiply-adds, 0 to 1. */
  readonly share: number;
  readonly face: Face | null;
  readonly height: number;
  readonly inputs: readonly HandleSpec[];
  readonly outputs: readonly HandleSpec[];
  readonly problems: number;
  readonly severity: 'error' | 'warning' | null;
  /** Message of the first problem, as the badge's tooltip. */
  readonly message: string;
  /** Nothing of it learns. */
  readonly frozen: boolean;
  /** Where it stands still in part or for a time: how much, or in which phases. */
  readonly frozenNote: string;
  readonly block: CardBlock | null;
  /** The inside of a block that is open in place. */
  readonly frame: Frame | null;
  readonly width: number;
  /** Part of a repair that is shown but not applied. */
  readonly ghost: 'added' | 'changed' | null;
  /** What a screen reader says of the whole card. */
  readonly description: string;
};

export interface CardContext {
  readonly document: Document;
  /** Name of the network that the node is in. */
  readonly name: string;
  readonly network: Network;
  /** Everything in it stands still, because a placement on the way does. */
  readonly isStill: boolean;
  readonly facts: NodeFacts | undefined;
  /** What expressions see in the shown network. */
  readonly scope: Config;
  readonly macs: number;
  readonly problems: readonly Problem[];
  readonly faces: Faces;
  readonly ghost: Card['ghost'];
  readonly frame: Frame | null;
  readonly t: Translate;
}

export function cardOf(node: Node, context: CardContext): Card {
  const { document, network, facts, scope, problems, faces, ghost, frame, t } = context;
  const layer = layerOf(node.kind);
  const config = configOf(node, scope);
  const share = facts && context.macs > 0 ? facts.macs / context.macs : 0;
  const face = faceOf(faces, {
    kind: node.kind,
    activation: config.activation,
    output: facts?.output,
    kernel: facts?.weights.find(({ name }) => /kernel|embeddings/i.test(name))?.shape,
  });
  const inputs = inputHandles(document, network, node);
  const outputs = outputHandles(document, node, network);
  const counted = problems.filter(({ severity }) => severity !== 'info');
  const title = kindName(t, node.kind);
  return {
    kind: node.kind,
    title: node.kind === NETWORK_KIND ? (placedNetwork(node) ?? title) : title,
    name: node.label ?? node.id,
    group: layer?.group ?? 'Unknown',
    line: node.kind === NETWORK_KIND ? blockLine(node, scope) : lineOf(node, context),
    foot: footOf(facts, share, ghost, t),
    share,
    face,
    width: frame?.width ?? CARD.width,
    height: frame?.height ?? cardHeight(faceHeight(face), Math.max(inputs.length, outputs.length)),
    inputs,
    outputs,
    problems: counted.length,
    severity: counted.some(({ severity }) => severity === 'error')
      ? 'error'
      : counted.length > 0
        ? 'warning'
        : null,
    message: counted[0] ? problemMessage(counted[0]) : '',
    ...frozenOf(node, context),
    block: blockOf(document, node),
    frame,
    ghost,
    description: describe(node, title, context, counted.length),
  };
}

/** The layer's own line; a bare number of units with its word; the arithmetic of a layer that has nothing else to say. */
function lineOf(node: Node, { facts, scope, t }: CardContext): readonly [string, string] {
  if (node.kind === INPUT_KIND && facts?.output) return [formatShape(facts.output), ''];
  const [left, right] = faceLine(node, scope);
  if (/^\d+$/.test(left) && layerOf(node.kind)?.params.units) {
    return [left === '1' ? t('canvas.oneUnit') : t('canvas.units', { count: left }), right];
  }
  return [left || facts?.arithmetic || firstParam(node, scope, t), right];
}

/** A layer with nothing of its own to say tells what was set on it, else its first parameter: `momentum 0.9`. */
function firstParam(node: Node, scope: Config, t: Translate): string {
  const params = Object.entries(layerOf(node.kind)?.params ?? {}).filter(([, { rare }]) => !rare);
  const [name, param] =
    params.find(([each]) => Object.hasOwn(node.config, each)) ?? params[0] ?? [];
  if (name === undefined || param === undefined) return '';
  const value = configOf(node, scope)[name] ?? param.default;
  return typeof value === 'object' ? '' : `${paramName(t, name)} ${formatValue(value)}`;
}

function footOf(
  facts: NodeFacts | undefined,
  share: number,
  ghost: Card['ghost'],
  t: Translate,
): readonly [string, string] {
  if (!facts) return ['', ''];
  const { parameters } = facts;
  if (parameters === 0) return [t('canvas.noWeights'), share > 0 ? formatShare(share) : ''];
  const count = parameters >= 1e7 ? formatBig(parameters) : formatCount(parameters);
  const params = t('canvas.params', { count });
  return [ghost === 'added' ? `+${params}` : params, share > 0 ? formatShare(share) : ''];
}

function describe(node: Node, title: string, context: CardContext, problems: number): string {
  const { facts, t } = context;
  const parts = [title, node.label ?? node.id];
  if (facts?.output) {
    const shape = facts.output.map((size) => size ?? '?').join(t('canvas.by'));
    parts.push(t('canvas.outputShape', { shape: shape === '' ? formatShape([]) : shape }));
  } else {
    parts.push(t('canvas.outputUnknown'));
  }
  parts.push(t('canvas.parametersSpoken', { count: formatCount(facts?.parameters ?? 0) }));
  parts.push(
    problems === 0
      ? t('canvas.noProblems')
      : problems === 1
        ? t('canvas.oneProblem')
        : t('canvas.manyProblems', { count: problems }),
  );
  const { frozen, frozenNote } = frozenOf(node, context);
  if (frozen) parts.push(t('canvas.frozen'));
  else if (frozenNote !== '') parts.push(t('canvas.frozenPart', { note: frozenNote }));
  return parts.join(t('canvas.comma'));
}

function frozenOf(node: Node, { document, name, isStill, t }: CardContext) {
  const { share, phases } = stillness(document, name, node);
  const frozen = isStill || share === 1;
  if (frozen) return { frozen, frozenNote: '' };
  if (share > 0) return { frozen, frozenNote: formatShare(share) };
  const inPhases = () => t('canvas.frozenPhases', { phases: phases.join(', ') });
  return { frozen, frozenNote: phases.length > 0 ? inPhases() : '' };
}

function blockOf(document: Document, node: Node): CardBlock | null {
  const placed = placedNetwork(node);
  if (placed === undefined) return null;
  const inside = networkOf(document, placed);
  return {
    network: placed,
    repeat: repeatsOf(node),
    shared: node.config.share === true,
    glyph: inside ? glyphOf(inside) : { bars: 1, skip: false, projected: false },
  };
}
