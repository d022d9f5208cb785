/** Smaller weights in ONNX: stored as halves or bytes, read back to float32 by a node in front of whoever uses them. */
import type { Quantization } from './exporter';
import type { OnnxModel, OnnxNode, OnnxTensor } from './files';
import { quantizedInt8, toHalf } from './quantize';

const FLOAT = 1;

export function onnxQuantized(model: OnnxModel, quantization: Quantization): OnnxModel {
  const nodes: OnnxNode[] = [];
  const initializers = model.initializers.flatMap((tensor) => {
    // Offsets and statistics are small, and a rounded variance costs more than it saves.
    if (!(tensor.values instanceof Float32Array) || tensor.shape.length < 2) return [tensor];
    return quantization === 'float16'
      ? half(tensor, tensor.values, nodes)
      : bytes(tensor, tensor.values, nodes);
  });
  return { ...model, nodes: [...nodes, ...model.nodes], initializers };
}

function half(tensor: OnnxTensor, values: Float32Array, nodes: OnnxNode[]): OnnxTensor[] {
  const name = `${tensor.name}/half`;
  const attributes = { to: { int: FLOAT } };
  nodes.push({
    name: `${name}/Cast`,
    op: 'Cast',
    inputs: [name],
    outputs: [tensor.name],
    attributes,
  });
  return [{ name, shape: tensor.shape, values: toHalf(values), dtype: 'float16' }];
}

function bytes(tensor: OnnxTensor, source: Float32Array, nodes: OnnxNode[]): OnnxTensor[] {
  const { values, scale, zeroPoint } = quantizedInt8(source);
  const [name, factor, zero] = ['bytes', 'scale', 'zero'].map(
    (part) => `${tensor.name}/${part}`,
  ) as [string, string, string]; // three in, three out
  nodes.push({
    name: `${name}/DequantizeLinear`,
    op: 'DequantizeLinear',
    inputs: [name, factor, zero],
    outputs: [tensor.name],
  });
  return [
    { name, shape: tensor.shape, values, dtype: 'uint8' },
    { name: factor, shape: [], values: Float32Array.of(scale), dtype: 'float32' },
    { name: zero, shape: [], values: Uint8Array.of(zeroPoint), dtype: 'uint8' },
  ];
}
