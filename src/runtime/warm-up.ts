/**
 * Compiles the shaders of a phase's first step ahead of it. A driver compiles many at once as long as nobody waits for
 * one of them: a step is gone through without being computed, and everything that it moved is put back.
 */
import * as tf from '@tensorflow/tfjs';
import type { Place } from './checkpoint';
import type { PhaseData } from './trainer-data';
import type { TrainerOptions } from './trainer-options';
import { startPhase } from './trainer-phase';

/** What compiles shaders: a GPU backend. */
interface ShaderCompiler {
  /** The flag of TensorFlow.js under which kernels are compiled and not run. */
  readonly flag: string;
  /** Resolves when everything that was asked for is compiled. */
  finish(): Promise<void>;
}

interface WebglBackend {
  readonly binaryCache: Readonly<Record<string, { readonly webGLProgram: WebGLProgram }>>;
  readonly gpgpu: {
    readonly gl: WebGL2RenderingContext;
    readonly parallelCompilationExtension?: KHR_parallel_shader_compile;
  };
  checkCompileCompletion(): void;
  getUniformLocations(): void;
}

interface WebgpuBackend {
  checkCompileCompletionAsync(): Promise<void>;
}

/** Milliseconds between two looks at what the driver has compiled. */
const PATIENCE = 10;

/** Looks for itself: TensorFlow.js' own wait counts frames, and a hidden tab has none. */
const onWebgl = (backend: WebglBackend): ShaderCompiler => ({
  flag: 'ENGINE_COMPILE_ONLY',
  async finish() {
    const { gl, parallelCompilationExtension: parallel } = backend.gpgpu;
    // A lost context answers `null`; without the extension every question waits for its answer.
    const isBusy = ({ webGLProgram }: { readonly webGLProgram: WebGLProgram }): boolean =>
      gl.getProgramParameter(webGLProgram, parallel!.COMPLETION_STATUS_KHR) === false;
    while (parallel && Object.values(backend.binaryCache).some(isBusy)) {
      await new Promise((resolve) => setTimeout(resolve, PATIENCE));
    }
    backend.checkCompileCompletion();
    backend.getUniformLocations();
  },
});

const onWebgpu = (backend: WebgpuBackend): ShaderCompiler => ({
  flag: 'WEBGPU_ENGINE_COMPILE_ONLY',
  finish: () => backend.checkCompileCompletionAsync(),
});

/** `null` where the current backend has no shaders. */
function shaderCompiler(): ShaderCompiler | null {
  // The types of tfjs hide what its GPU backends hold.
  const backend = tf.backend() as unknown as WebglBackend & WebgpuBackend;
  if (tf.getBackend() === 'webgl') return onWebgl(backend);
  return tf.getBackend() === 'webgpu' ? onWebgpu(backend) : null;
}

/** The step that comes next. */
interface NextStep {
  readonly options: TrainerOptions;
  readonly place: Place;
  readonly stepsPerEpoch: number;
  readonly data: PhaseData;
}

/** Compiles what the next step needs; nothing on backends without shaders. */
export async function warmUp(next: NextStep): Promise<void> {
  const compiler = shaderCompiler();
  if (!compiler) return;
  next.options.events?.onWarm?.();
  tf.env().set(compiler.flag, true);
  try {
    rehearse(next);
  } catch {
    // The step itself says what is wrong with it; until there everything is compiled.
  } finally {
    tf.env().set(compiler.flag, false);
  }
  await compiler.finish();
}

/** Goes through the next step and puts everything back: weights, statistics and passes stand where they stood. */
export function rehearse({ options, place, stepsPerEpoch, data }: NextStep): void {
  const models = [...options.models.values()].map((model) => ({ model, passes: model.passes }));
  const variables = models.flatMap(({ model }) => [...model.variables.values()]);
  tf.tidy(() => {
    const weights = variables.map((variable) => ({ variable, before: variable.clone() }));
    // Optimizer state and chance are this procedure's own and go with it.
    const { procedure } = startPhase(options, place, stepsPerEpoch);
    try {
      const count = Math.min(options.batchSize, data.train.count);
      const rows = Int32Array.from({ length: count }, (_, i) => i);
      procedure.trainStep(data.take(rows, place), place.epoch * stepsPerEpoch + place.step);
    } finally {
      procedure.dispose();
      for (const { variable, before } of weights) variable.assign(before);
      for (const { model, passes } of models) model.passes = passes;
    }
  });
}
