/** Matrix products. Transposes are free: the operand is read or packed the other way round. */
import type { TensorInfo } from '@tensorflow/tfjs';
import { address } from './heap';
import { replaceKernel, type Work } from './pack';

const SET = 0;
const RELU = 2;

const product = (shape: readonly number[]): number => shape.reduce((all, axis) => all * axis, 1);

/**
 * a · b for matrices, and for batches of matrices of one size. Broadcast batches stay with the stock kernel.
 * Stock takes a naive path for transposed operands (11× slower at 64 × 784 × 128) and packs `b` anew for each
 * tensor; on plain products it is the equal of this one.
 */
function matMul(work: Work, activation: unknown): TensorInfo | null {
  const { backend, simd, inputs, attrs } = work;
  const { a, b, bias } = inputs;
  const relu = activation === 'relu';
  if (!relu && activation !== 'linear') return null;
  if (a!.dtype !== 'float32' || b!.dtype !== 'float32') return null;
  if (bias && bias.shape.length > 1) return null;
  const batches = product(a!.shape.slice(0, -2));
  if (batches !== product(b!.shape.slice(0, -2)) || a!.shape.length !== b!.shape.length)
    return null;
  const [aRows, aColumns] = a!.shape.slice(-2) as [number, number];
  const [bRows, bColumns] = b!.shape.slice(-2) as [number, number];
  const [rows, depth] = attrs.transposeA ? [aColumns, aRows] : [aRows, aColumns];
  const columns = attrs.transposeB ? bRows : bColumns;
  if (bias && product(bias.shape) !== columns) return null;
  const y = backend.makeOutput([...a!.shape.slice(0, -2), rows, columns], 'float32');
  const [panels, offsets, spare] = simd.scratch(
    Math.ceil(columns / 8) * depth * 32,
    Math.ceil(columns / 8) * 32,
    64,
  ) as [number, number, number];
  simd.kernels.packBias(bias ? work.at('bias') : 0, columns, offsets);
  const [rowStep, depthStep] = attrs.transposeA ? [4, aColumns * 4] : [aColumns * 4, 4];
  const [packRow, packColumn] = attrs.transposeB ? [4, bColumns * 4] : [bColumns * 4, 4];
  for (let i = 0; i < batches; i++) {
    simd.kernels.packPanels(
      work.at('b') + i * bRows * bColumns * 4,
      packRow,
      packColumn,
      depth,
      columns,
      panels,
    );
    simd.kernels.gemm(
      work.at('a') + i * aRows * aColumns * 4,
      rowStep,
      depthStep,
      panels,
      depth,
      address(backend, y) + i * rows * columns * 4,
      rows,
      columns,
      offsets,
      relu ? RELU : SET,
      spare,
    );
  }
  return y;
}

export function registerProducts(): void {
  replaceKernel('BatchMatMul', (work) => matMul(work, 'linear'));
  replaceKernel('_FusedMatMul', (work) => matMul(work, work.attrs.activation));
}
