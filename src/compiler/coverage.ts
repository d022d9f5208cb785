/** Which formats can say a layer kind, read from the tables of the exporters by way of the kind's own examples. */
import { exporters } from './exporters/all';
import { kerasSupport } from './exporters/keras-support';
import { type AnyLayer, classNameOf, type Example } from './layer';
import type { Call, Program } from './program';
import { applyRules } from './rules';
import { tfjsClasses } from './tfjs-classes';

export interface Coverage {
  /** A column of the reference. */
  readonly format: string;
  /** `yes`, `no`, `partly: …` or what the export brings along. */
  readonly says: string;
}

/** The example as the only layer of a program. */
function programOf(layer: AnyLayer, example: Example): Program {
  const { inputs: shapes, ports } = example;
  const rules = applyRules(layer, example.config, {}, { shapes, ...(ports ? { ports } : {}) });
  const call: Call = {
    id: 'node',
    kind: layer.kind,
    className: classNameOf(layer),
    config: rules.config,
    inputs: shapes.map((_, i) => `in${i}`),
    inputShapes: shapes,
    ...(ports ? { inputPorts: ports } : {}),
    outputShape: rules.output ?? example.output,
    ...(rules.moreOutputs ? { moreOutputs: rules.moreOutputs } : {}),
    weights: rules.weights,
    macs: rules.macs,
    frozen: false,
    origin: { network: 'main', node: 'node' },
  };
  return { network: 'main', calls: [call], inputs: [], outputs: [] };
}

function byGaps(layer: AnyLayer, exporter: string): string {
  const reasons = layer.examples.map(
    (example) => exporters.get(exporter)?.gaps(programOf(layer, example))[0]?.reason,
  );
  const missing = [...new Set(reasons)].filter((reason) => reason !== undefined);
  if (missing.length === 0) return 'yes';
  return reasons.includes(undefined) ? `partly: ${missing.join(' ')}` : 'no';
}

/** Stock layers, classes that come along, and what neither has. */
function inKeras(layer: AnyLayer): string {
  const says = byGaps(layer, 'keras');
  return says === 'yes' && Object.hasOwn(kerasSupport, layer.kind) ? 'with a Python class' : says;
}

/** What each format makes of a kind. Blocks are expanded before any of them sees a network. */
export function coverageOf(layer: AnyLayer): readonly Coverage[] {
  const name = classNameOf(layer);
  const withClass = (known: ReadonlySet<string>, brings: string): string =>
    name === null || known.has(name) ? 'yes' : brings;
  return [
    { format: 'TensorFlow.js', says: withClass(tfjsClasses, 'with a module') },
    { format: 'Keras', says: inKeras(layer) },
    { format: 'PyTorch', says: byGaps(layer, 'pytorch') },
    { format: 'ONNX', says: byGaps(layer, 'onnx') },
  ];
}
