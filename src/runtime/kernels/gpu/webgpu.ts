/** Runs the programs of `programs.ts` on WebGPU through TensorFlow.js's backend. */
import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { type GpuProgram, type RunGpu, sizeOf, toWgsl } from './program';

const WORKGROUP = 64;

function toWebgpu(program: GpuProgram): WebGPUProgram {
  const size = sizeOf(program.outputShape);
  const uniforms = program.uniforms ?? [];
  return {
    variableNames: [...program.inputs],
    outputShape: [size],
    dispatchLayout: { x: [0] },
    dispatch: [Math.ceil(size / WORKGROUP), 1, 1],
    workgroupSize: [WORKGROUP, 1, 1],
    size: true,
    shaderKey: `netloom_${program.name}_${program.body}`,
    ...(uniforms.length > 0
      ? { uniforms: uniforms.map((name) => `${name} : f32,`).join(' ') }
      : {}),
    getUserCode: () => `
      fn main(i : i32) {
        if (i < uniforms.size) {
          ${uniforms.map((name) => `let ${name} = uniforms.${name};`).join('\n')}
          var result : f32 = 0.0;
          ${toWgsl(program.body)}
          setOutputAtIndex(i, result);
        }
      }
    `,
  };
}

export function runOnWebgpu(backend: WebGPUBackend): RunGpu {
  return (program, inputs, uniforms = []) => {
    const flat = inputs.map(({ dataId, dtype, shape }) => ({
      dataId,
      dtype,
      shape: [sizeOf(shape)],
    }));
    const values = uniforms.map((value) => ({ type: 'float32', data: [value] }));
    const out = backend.runWebGPUProgram(toWebgpu(program), flat, 'float32', values);
    return { dataId: out.dataId, shape: [...program.outputShape], dtype: 'float32' };
  };
}
