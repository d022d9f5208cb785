/** Problems of data and training as the document sets them: ids, parameters, slots, memory. */
import type { Document, Json, Phase } from '../graph/document';
import { networkNames, networkOf } from '../graph/network';
import { isTooLarge } from './blocks';
import { datasetOf } from './dataset-of';
import type { Counts } from './facts';
import { FILES } from './files';
import type { Findings } from './findings';
import { inferNetwork } from './infer';
import type { Params } from './params';
import { preparationByKind } from './preparation/all';
import { PREPARATION } from './preparation/infer';
import type { Place } from './problems/problem-of';
import { isProblemCode } from './problems/words';
import { validate } from './values';
import { clip, received } from './words';
import { isKept, type World } from './world';

/** What `Problem.network` says of problems of training itself. */
export const TRAINING = 'training';

const listed = (names: Iterable<string>): string => clip([...names].join(', '), 200);

export function checkData(document: Document, world: World, findings: Findings): void {
  const { data } = document;
  const isTrained = document.training !== undefined && document.training.phases.length > 0;
  if (data === undefined) {
    if (isTrained && needsData(document, world)) {
      findings.report(
        'no-data',
        { network: TRAINING },
        { expected: listed(world.datasets.keys()) },
      );
    }
    return;
  }
  const dataset = datasetOf(data, world);
  if (dataset === undefined) {
    const values = { received: clip(data.dataset), expected: listed(world.datasets.keys()) };
    findings.report('unknown-dataset', { network: PREPARATION }, values);
  } else {
    const place = { network: PREPARATION, owner: 'data' };
    reportParams(findings, dataset.params, data.parameters, place);
    const { train, test } = dataset.samples;
    if (Object.keys(dataset.columns).length === 0) findings.report('no-files', place);
    else if (data.dataset === FILES && train + test === 0) findings.report('no-samples', place);
  }
  const { validation } = data;
  const isShare = typeof validation === 'number' && validation > 0 && validation < 1;
  if (!isShare && validation !== 'test') {
    report(findings, 'validation', validation, "a share between 0 and 1, or 'test'");
  }
  if (isTooLarge(data.preparation)) return;
  for (const node of data.preparation.nodes) {
    const params = preparationByKind.get(node.kind)?.params;
    const place = { network: PREPARATION, node: node.id, owner: node.id };
    if (params) reportParams(findings, params, node.config, place);
  }
}

/** Networks that start from weights which are not there. */
export function checkWeights(document: Document, world: World, findings: Findings): void {
  const { weights } = world;
  for (const [network, { weights: start }] of Object.entries(document.networks)) {
    if (!start || !weights || weights.has(start.source) || isKept(start.source)) continue;
    const values = { network, received: clip(start.source), expected: listed(weights.keys()) };
    findings.report('unknown-weights', { network }, values);
  }
}

/** Nodes that a phase freezes, the first part of an id being a node of one of its networks. */
function checkFrozen(document: Document, { frozen, networks }: Phase, findings: Findings): void {
  const known = new Set(
    Object.values(networks).flatMap(
      (name) => networkOf(document, name)?.nodes.map(({ id }) => id) ?? [],
    ),
  );
  for (const id of frozen ?? []) {
    if (known.has(id.split('.')[0]!)) continue;
    findings.report('frozen-node', { network: TRAINING, param: 'frozen' }, { received: clip(id) });
  }
}

function needsData(document: Document, world: World): boolean {
  return (document.training?.phases ?? []).some((phase) => {
    const procedure = world.procedures.get(phase.procedure);
    const slots = Object.keys(procedure?.slots ?? {});
    return slots.some((slot) => procedure?.feeds?.[slot] !== 'nothing');
  });
}

function report(findings: Findings, param: string, value: Json, expected: string): void {
  const values = { received: received(value), expected };
  findings.report('training-value', { network: TRAINING, param }, values);
}

function reportParams(
  findings: Findings,
  params: Params,
  config: Readonly<Record<string, Json>>,
  /** `owner` is what the message begins with. */
  place: Place & { readonly owner: string },
): void {
  const { owner, ...at } = place;
  for (const problem of validate(params, config)) {
    const code = isProblemCode(problem.code) ? problem.code : 'param-type';
    findings.report(code, { ...at, param: problem.param }, { ...problem.values, node: owner });
  }
}

export function checkPhases(document: Document, world: World, findings: Findings): void {
  const { training } = document;
  if (training === undefined) return;
  const { phases, batchSize, stop } = training;
  if (!Number.isInteger(batchSize) || batchSize < 1 || batchSize > 65_536) {
    report(findings, 'batchSize', batchSize, 'a whole number from 1 to 65,536');
  }
  if (!Number.isSafeInteger(training.seed))
    report(findings, 'seed', training.seed, 'a whole number');
  if (stop && (!Number.isInteger(stop.patience) || stop.patience < 1)) {
    report(findings, 'stop.patience', stop.patience, 'a whole number from 1');
  }
  if (phases.length === 0) findings.report('no-phases', { network: TRAINING });
  for (const [i, phase] of phases.entries()) {
    checkFrozen(document, phase, findings);
    checkPhase(document, world, { phase, number: i + 1 }, findings);
  }
}

function checkPhase(
  document: Document,
  world: World,
  { phase, number }: { readonly phase: Phase; readonly number: number },
  findings: Findings,
): void {
  const place = { network: TRAINING, param: `phases.${number - 1}` };
  if (!Number.isInteger(phase.epochs) || phase.epochs < 1) {
    report(findings, `phases.${number - 1}.epochs`, phase.epochs, 'a whole number from 1');
  }
  const procedure = world.procedures.get(phase.procedure);
  if (procedure === undefined) {
    const values = { received: clip(phase.procedure), expected: listed(world.procedures.keys()) };
    findings.report('unknown-procedure', place, { phase: number, ...values });
    return;
  }
  const expected = listed(networkNames(document));
  for (const slot of Object.keys(procedure.slots)) {
    const name = Object.hasOwn(phase.networks, slot) ? phase.networks[slot] : undefined;
    const values = { phase: number, slot, expected };
    if (!name) {
      findings.report('empty-slot', place, { ...values, procedure: phase.procedure });
    } else if (networkOf(document, name) === undefined) {
      findings.report('slot-network', place, { ...values, received: clip(name) });
    }
  }
  reportParams(findings, procedure.params, phase.config, {
    network: TRAINING,
    owner: `Phase ${number}`,
  });
}

/** Networks that a phase trains, with what each slot takes from the data. */
export function trainedNetworks(
  document: Document,
  world: World,
): ReadonlyMap<string, { readonly targets: boolean }> {
  const found = new Map<string, { targets: boolean }>();
  for (const phase of document.training?.phases ?? []) {
    const procedure = world.procedures.get(phase.procedure);
    for (const slot of Object.keys(procedure?.slots ?? {})) {
      const name = Object.hasOwn(phase.networks, slot) ? phase.networks[slot] : undefined;
      if (name === undefined || networkOf(document, name) === undefined) continue;
      const targets = procedure?.feeds?.[slot] === undefined;
      found.set(name, { targets: targets || (found.get(name)?.targets ?? false) });
    }
  }
  return found;
}

/** Above this nothing trains: no page gets more. Above `MUCH` some computers fail. In bytes. */
const MOST = 8e9;
const MUCH = 2e9;

/** Weights with gradient and two optimizer slots, activations with gradients; float32. */
export function checkMemory(document: Document, network: string, findings: Findings): void {
  const { nodes } = inferNetwork(document, network);
  const frozen = new Set(
    networkOf(document, network)?.nodes.flatMap((node) => (node.frozen ? [node.id] : [])),
  );
  const batchSize = document.training?.batchSize ?? 1;
  /** What is frozen has no gradients, and its values are not kept for any. */
  const bytesOf = (id: string, { parameters, activations }: Counts): number =>
    4 * (frozen.has(id) ? parameters : parameters * 4 + activations * 2 * batchSize);
  let bytes = 0;
  for (const [id, counts] of nodes) bytes += bytesOf(id, counts);
  if (!(bytes > MUCH)) return;
  const largest = [...nodes]
    .sort(([i, a], [j, b]) => bytesOf(j, b) - bytesOf(i, a))
    .slice(0, 3)
    .map(([id]) => id);
  const gigabytes = Number((bytes / 1e9).toPrecision(3));
  const values = { gigabytes, limit: MOST / 1e9, largest: listed(largest) };
  findings.report(bytes > MOST ? 'memory' : 'memory-high', { network }, values);
}
