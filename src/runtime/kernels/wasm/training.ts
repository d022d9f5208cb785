/** Pooling, normalisation, loss and optimizer kernels on the SIMD module. */
import { backend_util, type TensorInfo } from '@tensorflow/tfjs';
import { address, floats } from './heap';
import { addKernel, replaceKernel, type Work } from './pack';
import type { Simd } from './simd';

const size = (tensor: TensorInfo): number => tensor.shape.reduce((all, axis) => all * axis, 1);

function pooling(work: Work, x: TensorInfo): { info: backend_util.Conv2DInfo; numbers: number[] } {
  const { filterSize, strides, pad, dimRoundingMode } = work.attrs as unknown as {
    filterSize: number | [number, number];
    strides: number | [number, number];
    pad: 'valid' | 'same' | number;
    dimRoundingMode?: 'floor' | 'round' | 'ceil';
  };
  const info = backend_util.computePool2DInfo(
    x.shape as [number, number, number, number],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  const numbers = [
    info.batchSize,
    info.inHeight,
    info.inWidth,
    info.inChannels,
    info.filterHeight,
    info.filterWidth,
    info.strideHeight,
    info.strideWidth,
    info.padInfo.top,
    info.padInfo.left,
    info.outHeight,
    info.outWidth,
  ];
  return { info, numbers };
}

function maxPool(work: Work): TensorInfo | null {
  const x = work.inputs.x!;
  if (x.dtype !== 'float32') return null;
  const { info, numbers } = pooling(work, x);
  const y = work.backend.makeOutput(info.outShape, 'float32');
  work.simd.kernels.maxPool(work.at('x'), ...numbers, address(work.backend, y));
  return y;
}

/** Stock looks each window's place up through a buffer of positions first. */
function maxPoolGradient(work: Work): TensorInfo {
  const { input: x, output: y } = work.inputs;
  const { numbers } = pooling(work, x!);
  const dx = work.backend.makeOutput(x!.shape, 'float32');
  work.simd.kernels.maxPoolGradient(
    work.at('dy'),
    address(work.backend, x!),
    address(work.backend, y!),
    ...numbers,
    address(work.backend, dx),
  );
  return dx;
}

/** A kernel whose output has the shape of one of its inputs. */
function like(work: Work, name: string, run: (out: number, count: number) => void): TensorInfo {
  const input = work.inputs[name]!;
  const out = work.backend.makeOutput(input.shape, 'float32');
  run(address(work.backend, out), size(input));
  return out;
}

/** Two vectors of one float for each column of x [rows, columns]. */
function perColumn(
  work: Work,
  run: (rows: number, columns: number, first: number, second: number) => void,
): TensorInfo[] {
  const [rows, columns] = work.inputs.x!.shape as [number, number];
  const outputs = [0, 1].map(() => work.backend.makeOutput([columns], 'float32'));
  const [first, second] = outputs.map((out) => address(work.backend, out)) as [number, number];
  run(rows, columns, first, second);
  return outputs;
}

function crossEntropy({ backend, inputs }: Work): TensorInfo[] {
  const [batch, classes] = inputs.logits!.shape as [number, number];
  const loss = backend.makeOutput([], 'float32');
  const slope = backend.makeOutput([batch, classes], 'float32');
  const z = floats(backend, inputs.logits!);
  const t = floats(backend, inputs.labels!);
  const g = floats(backend, slope);
  let total = 0;
  for (let row = 0; row < z.length; row += classes) {
    let largest = Number.NEGATIVE_INFINITY;
    for (let i = row; i < row + classes; i++) if (z[i]! > largest) largest = z[i]!;
    let sum = 0;
    let mass = 0;
    for (let i = row; i < row + classes; i++) {
      const power = Math.exp(z[i]! - largest);
      g[i] = power;
      sum += power;
      mass += t[i]!;
    }
    const log = Math.log(sum) + largest;
    for (let i = row; i < row + classes; i++) {
      total += t[i]! * (log - z[i]!);
      g[i] = ((g[i]! / sum) * mass - t[i]!) / batch;
    }
  }
  floats(backend, loss)[0] = total / batch;
  return [loss, slope];
}

function columnsOf(work: Work, name: string): [number, number] {
  const columns = work.inputs[name]!.shape.at(-1)!;
  return [size(work.inputs[name]!) / columns, columns];
}

function registerElementwise(simd: Simd): void {
  const { kernels } = simd;
  addKernel('NetloomReluGradient', simd, (work) =>
    like(work, 'dy', (out, n) => kernels.reluGradient(work.at('dy'), work.at('y'), n, out)),
  );
  addKernel('NetloomAddRelu', simd, (work) =>
    like(work, 'a', (out, n) => kernels.addRelu(work.at('a'), work.at('b'), n, out)),
  );
  addKernel('NetloomColumnSums', simd, (work) => {
    const [rows, columns] = columnsOf(work, 'x');
    const sums = work.backend.makeOutput([columns], 'float32');
    kernels.columnSums(work.at('x'), rows, columns, address(work.backend, sums));
    return sums;
  });
}

function registerNormalization(simd: Simd): void {
  const { kernels } = simd;
  addKernel('NetloomMoments', simd, (work) =>
    perColumn(work, (...sizes) => kernels.moments(work.at('x'), ...sizes)),
  );
  addKernel('NetloomNormSums', simd, (work) =>
    perColumn(work, (...sizes) =>
      kernels.normSums(work.at('dy'), work.at('x'), work.at('mean'), ...sizes),
    ),
  );
  addKernel('NetloomAffine', simd, (work) =>
    like(work, 'x', (out) =>
      kernels.affine(
        work.at('x'),
        ...columnsOf(work, 'x'),
        work.at('scale'),
        work.at('shift'),
        out,
      ),
    ),
  );
  addKernel('NetloomNormGradient', simd, (work) =>
    like(work, 'dy', (out) =>
      kernels.normGradient(
        work.at('dy'),
        work.at('x'),
        ...columnsOf(work, 'dy'),
        work.at('a'),
        work.at('b'),
        work.at('d'),
        out,
      ),
    ),
  );
}

/** Slots `m` and `v` are flat over all variables and change in place from `offset` (floats) on. */
function registerUpdates(simd: Simd): void {
  const { kernels } = simd;
  const numbers = (work: Work): Record<string, number> => work.attrs as Record<string, number>;
  addKernel('NetloomAdam', simd, (work) =>
    like(work, 'w', (out, n) => {
      const { offset, beta1, beta2, rate, epsilon, keep } = numbers(work);
      const [m, v] = [work.at('m') + offset! * 4, work.at('v') + offset! * 4];
      const hyper = [beta1!, beta2!, rate!, epsilon!, keep!];
      kernels.adam(work.at('w'), work.at('g'), m, v, n, ...hyper, out);
    }),
  );
  addKernel('NetloomMomentum', simd, (work) =>
    like(work, 'w', (out, n) => {
      const { offset, decay, rate, nesterov } = numbers(work);
      const m = work.inputs.m ? work.at('m') + offset! * 4 : 0;
      kernels.momentum(work.at('w'), work.at('g'), m, n, decay!, rate!, nesterov!, out);
    }),
  );
}

export function registerTraining(simd: Simd): void {
  replaceKernel('MaxPool', simd, maxPool);
  replaceKernel('MaxPoolGrad', simd, maxPoolGradient);
  addKernel('NetloomSoftmaxCrossEntropy', simd, crossEntropy);
  registerElementwise(simd);
  registerNormalization(simd);
  registerUpdates(simd);
}
