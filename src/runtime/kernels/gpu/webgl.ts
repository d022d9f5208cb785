/** Runs the programs of `programs.ts` on WebGL 2 through TensorFlow.js's backend. */
import type { TensorInfo } from '@tensorflow/tfjs';
import { type GpuProgram, type RunGpu, sizeOf } from './program';

interface Gpgpu {
  readonly variableNames: string[];
  readonly outputShape: number[];
  readonly customUniforms: { readonly name: string; readonly type: 'float' }[];
  readonly userCode: string;
}

/** The parts of TensorFlow.js's WebGL backend that are used here; the package itself is only reached through it. */
export interface WebglBackend {
  readonly texData: {
    get(dataId: object): {
      readonly isPacked?: boolean;
      readonly texture?: object | null;
      readonly shape: number[];
    };
  };
  runWebGLProgram(
    program: Gpgpu,
    inputs: TensorInfo[],
    dtype: 'float32',
    uniforms: number[][],
  ): TensorInfo;
  unpackTensor(input: TensorInfo): TensorInfo;
  disposeIntermediateTensorInfo(info: TensorInfo): void;
}

function toGpgpu(program: GpuProgram): Gpgpu {
  const size = sizeOf(program.outputShape);
  return {
    variableNames: [...program.inputs],
    outputShape: [size],
    customUniforms: (program.uniforms ?? []).map((name) => ({ name, type: 'float' })),
    userCode: `
      void main() {
        int i = getOutputCoords();
        float result = 0.0;
        ${program.body}
        setOutput(result);
      }
    `,
  };
}

/** Inputs and output are read flat; unpacked textures hold their values in row-major order whatever the shape. */
export function runOnWebgl(backend: WebglBackend): RunGpu {
  return (program, inputs, uniforms = []) => {
    const flat = inputs.map(({ dataId, dtype, shape }) => ({
      dataId,
      dtype,
      shape: [sizeOf(shape)],
    }));
    const restore = flat.map((input) => unpacked(backend, input));
    const out = backend.runWebGLProgram(
      toGpgpu(program),
      restore.map(({ info }) => info),
      'float32',
      uniforms.map((value) => [value]),
    );
    for (const { info, isCopy } of restore) if (isCopy) backend.disposeIntermediateTensorInfo(info);
    return { dataId: out.dataId, shape: [...program.outputShape], dtype: 'float32' };
  };
}

/** A packed texture holds 2 × 2 blocks of its own shape: it must be unpacked in that shape, then read flat. */
function unpacked(
  backend: WebglBackend,
  input: TensorInfo,
): { readonly info: TensorInfo; readonly isCopy: boolean } {
  const data = backend.texData.get(input.dataId);
  if (!data.isPacked || !data.texture) return { info: input, isCopy: false };
  const own = { dataId: input.dataId, shape: data.shape, dtype: input.dtype };
  const copy = backend.unpackTensor(own);
  return { info: { ...copy, shape: input.shape }, isCopy: true };
}
