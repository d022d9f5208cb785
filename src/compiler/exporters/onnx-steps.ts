/** One layer for every step of a sequence, in ONNX. */
import { isKnown } from './call-values';
import type { Row } from './onnx-row';
import { describedStep, stepGap } from './steps';

/** TimeDistributed by the row of the layer inside, which is one of `rows`. */
export const timeDistributed = (rows: Readonly<Record<string, Row>>): Row => ({
  gap: (call) => stepGap(call, rows, 'ONNX'),
  write: (call, graph) => {
    const step = describedStep(call, graph);
    const x = graph.value(call.inputs[0]!);
    const [inside] = step.inputShapes;
    const sizes = (value: string, start: number, end?: number): string =>
      graph.add('Shape', [value], {
        start: { int: start },
        ...(end === undefined ? {} : { end: { int: end } }),
      });
    const joined = (parts: string[]): string => graph.add('Concat', parts, { axis: { int: 0 } });
    const folded = isKnown(inside!)
      ? graph.ints([-1, ...inside])
      : joined([graph.ints([-1]), sizes(x, 2)]);
    graph.set(step.inputs[0]!, graph.add('Reshape', [x, folded]));
    rows[step.kind]!.write(step, graph);
    const y = graph.value(step.id);
    const apart = isKnown(call.outputShape)
      ? graph.ints([-1, ...call.outputShape])
      : joined([sizes(x, 0, 2), sizes(y, 1)]);
    graph.set(call.id, graph.add('Reshape', [y, apart]));
  },
});
