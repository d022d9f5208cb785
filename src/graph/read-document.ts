/** Reads whole documents, their data and their training out of whatever a file holds. */
import { type Defects, describe, quote } from './defects';
import {
  type About,
  type Data,
  type Document,
  type Expectation,
  MAIN,
  type Network,
  type Phase,
  type StopRule,
  type Training,
} from './document';
import { isValidNetworkName } from './ids';
import { PREPARATION } from './network';
import {
  isRecord,
  noteUnknown,
  own,
  type Raw,
  readBoolean,
  readConfig,
  readNumber,
  readText,
} from './read';
import { readNetwork } from './read-network';

const fields = {
  document: new Set(['format', 'version', 'name', 'networks', 'data', 'training', 'about']),
  data: new Set(['dataset', 'parameters', 'validation', 'seed', 'preparation']),
  training: new Set(['phases', 'batchSize', 'seed', 'stop']),
  phase: new Set(['procedure', 'epochs', 'networks', 'config', 'frozen']),
  stop: new Set(['monitor', 'patience', 'minDelta', 'restoreBestWeights']),
  about: new Set(['family', 'description', 'paper', 'expects']),
  expects: new Set(['metric', 'direction', 'threshold']),
};

const count = (fallback: number) => ({
  min: 1,
  max: Number.MAX_SAFE_INTEGER,
  whole: true,
  fallback,
});
const fromZero = { min: 0, max: Number.MAX_SAFE_INTEGER, whole: true, fallback: 0 };
const anyNumber = { min: -Number.MAX_VALUE, max: Number.MAX_VALUE, fallback: 0 };

/** An object with its fields checked; anything else is a defect. */
function readObject(
  value: unknown,
  known: ReadonlySet<string>,
  path: string,
  defects: Defects,
): Raw | undefined {
  if (isRecord(value)) {
    noteUnknown(value, known, path, defects);
    return value;
  }
  const message = `${path} is ${describe(value)}, not an object.`;
  defects.add(path, 'type', message, 'It was left out.');
  return undefined;
}

function readNetworks(value: unknown, defects: Defects): Record<string, Network> {
  const networks: Record<string, Network> = {};
  if (isRecord(value)) {
    for (const name of Object.keys(value)) {
      const path = `networks.${name.length > 64 ? `${name.slice(0, 64)}…` : name}`;
      if (!isValidNetworkName(name)) {
        const message = `The network name ${quote(name)} is not 1 to 64 letters, digits, _ and -.`;
        defects.add(path, 'name', message, 'The network was left out; give it another name.');
        continue;
      }
      defects.network = name;
      networks[name] = readNetwork(value[name], path, defects);
    }
    defects.network = undefined;
  } else {
    const message = `networks is ${describe(value)}, not an object of networks by name.`;
    defects.add(
      'networks',
      value === undefined ? 'missing' : 'type',
      message,
      'An empty network was made.',
    );
  }
  if (Object.keys(networks).length === 0) networks[MAIN] = { nodes: [], edges: [] };
  return networks;
}

function readData(value: unknown, defects: Defects): Data | undefined {
  const raw = readObject(value, fields.data, 'data', defects);
  if (raw === undefined) return undefined;
  const dataset = readText(own(raw, 'dataset'), 'data.dataset', defects);
  if (dataset === undefined) return undefined;
  const validation = own(raw, 'validation');
  const seed = own(raw, 'seed');
  const preparation = own(raw, 'preparation');
  const share = { min: 0, max: 1, fallback: 0.1 };
  defects.network = PREPARATION;
  const network: Network =
    preparation === undefined
      ? { nodes: [], edges: [] }
      : readNetwork(preparation, PREPARATION, defects);
  defects.network = undefined;
  return {
    dataset,
    parameters: readConfig(own(raw, 'parameters'), 'data.parameters', defects),
    validation:
      validation === 'test'
        ? validation
        : readNumber(validation, share, 'data.validation', defects),
    seed: seed === undefined ? 0 : readNumber(seed, fromZero, 'data.seed', defects),
    preparation: network,
  };
}

function readPhase(value: unknown, path: string, defects: Defects): Phase | undefined {
  const raw = readObject(value, fields.phase, path, defects);
  const procedure = raw && readText(own(raw, 'procedure'), `${path}.procedure`, defects);
  if (raw === undefined || procedure === undefined) return undefined;
  const networks: Record<string, string> = {};
  const slots = readConfig(own(raw, 'networks'), `${path}.networks`, defects);
  for (const [slot, network] of Object.entries(slots)) {
    if (typeof network === 'string') networks[slot] = network;
    else readText(network, `${path}.networks.${slot}`, defects);
  }
  const frozen = own(raw, 'frozen');
  return {
    procedure,
    epochs: readNumber(own(raw, 'epochs'), count(1), `${path}.epochs`, defects),
    networks,
    config: readConfig(own(raw, 'config'), `${path}.config`, defects),
    ...(frozen === undefined ? {} : { frozen: readFrozen(frozen, `${path}.frozen`, defects) }),
  };
}

/** Ids of nodes; what is no text is left out. */
function readFrozen(value: unknown, path: string, defects: Defects): string[] {
  if (!Array.isArray(value)) {
    const message = `${path} is ${describe(value)}, not a list of node ids.`;
    defects.add(path, 'type', message, 'It was taken as empty: every node may learn.');
    return [];
  }
  return value.flatMap((id: unknown, i) => readText(id, `${path}[${i}]`, defects) ?? []);
}

function readStop(value: unknown, defects: Defects): StopRule | undefined {
  const raw = readObject(value, fields.stop, 'training.stop', defects);
  const monitor = raw && readText(own(raw, 'monitor'), 'training.stop.monitor', defects);
  if (raw === undefined || monitor === undefined) return undefined;
  const restore = own(raw, 'restoreBestWeights');
  return {
    monitor,
    patience: readNumber(own(raw, 'patience'), fromZero, 'training.stop.patience', defects),
    minDelta: readNumber(own(raw, 'minDelta'), anyNumber, 'training.stop.minDelta', defects),
    restoreBestWeights: readBoolean(restore, 'training.stop.restoreBestWeights', defects) ?? true,
  };
}

function readTraining(value: unknown, defects: Defects): Training | undefined {
  const raw = readObject(value, fields.training, 'training', defects);
  if (raw === undefined) return undefined;
  const list = own(raw, 'phases');
  const phases: Phase[] = [];
  if (Array.isArray(list)) {
    for (const [i, item] of list.entries()) {
      const phase = readPhase(item, `training.phases[${i}]`, defects);
      if (phase !== undefined) phases.push(phase);
    }
  } else {
    const message = `training.phases is ${describe(list)}, not a list.`;
    defects.add('training.phases', 'type', message, 'It was taken as empty.');
  }
  const seed = own(raw, 'seed');
  const stop = own(raw, 'stop');
  const stopRule = stop === undefined ? undefined : readStop(stop, defects);
  return {
    phases,
    batchSize: readNumber(own(raw, 'batchSize'), count(32), 'training.batchSize', defects),
    seed: seed === undefined ? 0 : readNumber(seed, fromZero, 'training.seed', defects),
    ...(stopRule === undefined ? {} : { stop: stopRule }),
  };
}

function readExpectation(value: unknown, defects: Defects): Expectation | undefined {
  const raw = readObject(value, fields.expects, 'about.expects', defects);
  const metric = raw && readText(own(raw, 'metric'), 'about.expects.metric', defects);
  if (raw === undefined || metric === undefined) return undefined;
  const direction = own(raw, 'direction');
  if (direction !== 'higher' && direction !== 'lower') {
    const message = `about.expects.direction is ${describe(direction)}.`;
    defects.add('about.expects.direction', 'type', message, 'Write "higher" or "lower".');
    return undefined;
  }
  const path = 'about.expects.threshold';
  return {
    metric,
    direction,
    threshold: readNumber(own(raw, 'threshold'), anyNumber, path, defects),
  };
}

function readAbout(value: unknown, defects: Defects): About | undefined {
  const raw = readObject(value, fields.about, 'about', defects);
  if (raw === undefined) return undefined;
  const text = (key: string) => readText(own(raw, key), `about.${key}`, defects) ?? '';
  const paper = own(raw, 'paper') === undefined ? undefined : text('paper');
  const expects = own(raw, 'expects');
  const expectation = expects === undefined ? undefined : readExpectation(expects, defects);
  return {
    family: text('family'),
    description: text('description'),
    ...(paper === undefined ? {} : { paper }),
    ...(expectation === undefined ? {} : { expects: expectation }),
  };
}

/** The document with everything that is usable in `raw`, an object of the current version. */
export function readDocument(raw: Raw, defects: Defects): Document {
  noteUnknown(raw, fields.document, '', defects);
  const part = <T>(key: string, read: (value: unknown, defects: Defects) => T) => {
    const value = own(raw, key);
    return value === undefined ? undefined : read(value, defects);
  };
  const name = part('name', (value) => readText(value, 'name', defects));
  const networks = readNetworks(own(raw, 'networks'), defects);
  const data = part('data', readData);
  const training = part('training', readTraining);
  const about = part('about', readAbout);
  return {
    format: 'netloom',
    version: 1,
    name: name ?? 'Untitled',
    networks,
    ...(data === undefined ? {} : { data }),
    ...(training === undefined ? {} : { training }),
    ...(about === undefined ? {} : { about }),
  };
}
