/** The bodies of the GPU kernels. Each thread computes one element, so that a layer is one launch. */
import { type GpuProgram, literal, sizeOf } from './program';

const relu = 'if (result < 0.0) { result = 0.0; }';
const sigmoid = 'result = 1.0 / (1.0 + exp(-result));';

/** What follows a sum, by activation. NaN passes through all of them. */
export const activations: Readonly<Record<string, string>> = { linear: '', relu, sigmoid };

export function elementwise(
  name: string,
  inputs: readonly string[],
  shape: readonly number[],
  body: string,
): GpuProgram {
  return { name, inputs, outputShape: shape, body };
}

export interface ProductSizes {
  readonly rows: number;
  readonly depth: number;
  readonly columns: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

export function product(
  { rows, depth, columns, transposeA, transposeB }: ProductSizes,
  shape: readonly number[],
  hasBias: boolean,
  activation: string,
): GpuProgram {
  const a = transposeA ? `k * ${rows} + row` : `row * ${depth} + k`;
  const b = transposeB ? `column * ${depth} + k` : `k * ${columns} + column`;
  return {
    name: 'product',
    inputs: hasBias ? ['A', 'B', 'Bias'] : ['A', 'B'],
    outputShape: shape,
    body: `
      int row = i / ${columns};
      int column = i - row * ${columns};
      for (int k = 0; k < ${depth}; k++) {
        result += getA(${a}) * getB(${b});
      }
      ${hasBias ? 'result += getBias(column);' : ''}
      ${activations[activation]}`,
  };
}

export interface WindowSizes {
  readonly inHeight: number;
  readonly inWidth: number;
  readonly inChannels: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly outChannels: number;
  readonly outShape: readonly number[];
  readonly padInfo: { readonly top: number; readonly left: number };
}

/** Splits the flat index into picture, row, column and channel. */
const coordinates = (height: number, width: number, channels: number): string => `
      int channel = i % ${channels};
      int x = (i / ${channels}) % ${width};
      int y = (i / ${channels * width}) % ${height};
      int picture = i / ${channels * width * height};`;

export function convolution(g: WindowSizes, hasBias: boolean, activation: string): GpuProgram {
  return {
    name: 'convolution',
    inputs: hasBias ? ['X', 'Filter', 'Bias'] : ['X', 'Filter'],
    outputShape: g.outShape,
    body: `${coordinates(g.outHeight, g.outWidth, g.outChannels)}
      for (int ky = 0; ky < ${g.filterHeight}; ky++) {
        int sy = y * ${g.strideHeight} + ky - ${g.padInfo.top};
        if (sy >= 0 && sy < ${g.inHeight}) {
          for (int kx = 0; kx < ${g.filterWidth}; kx++) {
            int sx = x * ${g.strideWidth} + kx - ${g.padInfo.left};
            if (sx >= 0 && sx < ${g.inWidth}) {
              int source = ((picture * ${g.inHeight} + sy) * ${g.inWidth} + sx) * ${g.inChannels};
              int weight = (ky * ${g.filterWidth} + kx) * ${g.inChannels * g.outChannels} + channel;
              for (int c = 0; c < ${g.inChannels}; c++) {
                result += getX(source + c) * getFilter(weight + c * ${g.outChannels});
              }
            }
          }
        }
      }
      ${hasBias ? 'result += getBias(channel);' : ''}
      ${activations[activation]}`,
  };
}

/** dy goes to the first largest value of each window, as on cpu: one launch instead of two. */
export function maxPoolGradient(g: WindowSizes, inShape: readonly number[]): GpuProgram {
  const channels = g.inChannels;
  return {
    name: 'maxPoolGradient',
    inputs: ['Dy', 'X', 'Y'],
    outputShape: inShape,
    body: `${coordinates(g.inHeight, g.inWidth, channels)}
      float own = getX(i);
      for (int ky = 0; ky < ${g.filterHeight}; ky++) {
        int ty = y + ${g.padInfo.top} - ky;
        int oy = ty / ${g.strideHeight};
        if (ty >= 0 && oy * ${g.strideHeight} == ty && oy < ${g.outHeight}) {
          for (int kx = 0; kx < ${g.filterWidth}; kx++) {
            int tx = x + ${g.padInfo.left} - kx;
            int ox = tx / ${g.strideWidth};
            if (tx >= 0 && ox * ${g.strideWidth} == tx && ox < ${g.outWidth}) {
              int place = ((picture * ${g.outHeight} + oy) * ${g.outWidth} + ox) * ${channels} + channel;
              if (own == getY(place)) {
                float first = 1.0;
                for (int e = 0; e < ky * ${g.filterWidth} + kx; e++) {
                  int ey = ty - ${g.padInfo.top} + e / ${g.filterWidth};
                  int ex = tx - ${g.padInfo.left} + e % ${g.filterWidth};
                  if (ey >= 0 && ex >= 0 && ey < ${g.inHeight} && ex < ${g.inWidth}) {
                    int earlier = ((picture * ${g.inHeight} + ey) * ${g.inWidth} + ex) * ${channels} + channel;
                    if (getX(earlier) == own) { first = 0.0; }
                  }
                }
                result += first * getDy(place);
              }
            }
          }
        }
      }`,
  };
}

/** Rows that one thread adds up; longer columns are added in two launches. */
const CHUNK = 256;

/** Chunks in which `rows` rows are reduced. */
export const chunksOf = (rows: number): number => (rows <= 2 * CHUNK ? 1 : Math.ceil(rows / CHUNK));

/** Partial sums [chunks, columns] of x [rows, columns]. */
export function partialSums(rows: number, columns: number, chunks: number): GpuProgram {
  const length = Math.ceil(rows / chunks);
  return {
    name: 'partialSums',
    inputs: ['X'],
    outputShape: [chunks, columns],
    body: `
      int chunk = i / ${columns};
      int column = i - chunk * ${columns};
      for (int r = 0; r < ${length}; r++) {
        int row = chunk * ${length} + r;
        if (row < ${rows}) { result += getX(row * ${columns} + column); }
      }`,
  };
}

/** [chunks, 2, columns]: of each chunk the mean and the sum of squared distances from it. */
export function partialMoments(rows: number, columns: number, chunks: number): GpuProgram {
  const length = Math.ceil(rows / chunks);
  return {
    name: 'partialMoments',
    inputs: ['X'],
    outputShape: [chunks, 2, columns],
    body: `
      int column = i % ${columns};
      int part = (i / ${columns}) % 2;
      int first = (i / ${2 * columns}) * ${length};
      float count = 0.0;
      float mean = 0.0;
      float spread = 0.0;
      for (int r = 0; r < ${length}; r++) {
        if (first + r < ${rows}) {
          float value = getX((first + r) * ${columns} + column);
          count += 1.0;
          float away = value - mean;
          mean += away / count;
          spread += away * (value - mean);
        }
      }
      result = mean;
      if (part == 1) { result = spread; }`,
  };
}

/** Mean and biased variance [2, columns] from the moments of chunks (Chan, Golub & LeVeque 1979). */
export function mergeMoments(rows: number, columns: number, chunks: number): GpuProgram {
  const length = Math.ceil(rows / chunks);
  return {
    name: 'mergeMoments',
    inputs: ['Parts'],
    outputShape: [2, columns],
    body: `
      int column = i % ${columns};
      float total = 0.0;
      float mean = 0.0;
      float spread = 0.0;
      for (int chunk = 0; chunk < ${chunks}; chunk++) {
        float count = min(${literal(length)}, ${literal(rows)} - float(chunk) * ${literal(length)});
        if (count > 0.0) {
          float away = getParts(chunk * ${2 * columns} + column) - mean;
          float joint = total + count;
          mean += away * count / joint;
          spread += getParts(chunk * ${2 * columns} + ${columns} + column) + away * away * total * count / joint;
          total = joint;
        }
      }
      result = mean;
      if (i >= ${columns}) { result = spread / ${literal(rows)}; }`,
  };
}

/** Partial sums [chunks, 2 · columns] of dy and of dy (x − μ). */
export function partialNormSums(rows: number, columns: number, chunks: number): GpuProgram {
  const length = Math.ceil(rows / chunks);
  return {
    name: 'partialNormSums',
    inputs: ['Dy', 'X', 'Statistics'],
    outputShape: [chunks, 2 * columns],
    body: `
      int column = i % ${columns};
      int part = (i / ${columns}) % 2;
      int first = (i / ${2 * columns}) * ${length};
      float mean = getStatistics(column);
      for (int r = 0; r < ${length}; r++) {
        if (first + r < ${rows}) {
          int at = (first + r) * ${columns} + column;
          float weight = 1.0;
          if (part == 1) { weight = getX(at) - mean; }
          result += weight * getDy(at);
        }
      }`,
  };
}

export function batchNormalize(
  shape: readonly number[],
  channels: number,
  epsilon: number,
): GpuProgram {
  return {
    name: 'batchNormalize',
    inputs: ['X', 'Statistics', 'Gamma', 'Beta'],
    outputShape: shape,
    body: `
      int c = i % ${channels};
      float scale = getGamma(c) / sqrt(getStatistics(${channels} + c) + ${literal(epsilon)});
      result = (getX(i) - getStatistics(c)) * scale + getBeta(c);`,
  };
}

export function batchNormGradient(
  shape: readonly number[],
  channels: number,
  epsilon: number,
): GpuProgram {
  const rows = literal(sizeOf(shape) / channels);
  return {
    name: 'batchNormGradient',
    inputs: ['Dy', 'X', 'Statistics', 'Sums', 'Gamma'],
    outputShape: shape,
    body: `
      int c = i % ${channels};
      float inverse = 1.0 / sqrt(getStatistics(${channels} + c) + ${literal(epsilon)});
      float normal = (getX(i) - getStatistics(c)) * inverse * inverse;
      float away = getDy(i) - (getSums(c) + normal * getSums(${channels} + c)) / ${rows};
      result = getGamma(c) * inverse * away;`,
  };
}

export function batchNormScaleGradient(channels: number, epsilon: number): GpuProgram {
  return {
    name: 'batchNormScaleGradient',
    inputs: ['Sums', 'Statistics'],
    outputShape: [channels],
    body: `
      result = getSums(${channels} + i) / sqrt(getStatistics(${channels} + i) + ${literal(epsilon)});`,
  };
}

/** Loss of each row [batch], from logits. */
export function rowCrossEntropy(batch: number, classes: number): GpuProgram {
  return {
    name: 'rowCrossEntropy',
    inputs: ['Logits', 'Labels'],
    outputShape: [batch],
    body: `
      float largest = getLogits(i * ${classes});
      for (int c = 1; c < ${classes}; c++) { largest = max(largest, getLogits(i * ${classes} + c)); }
      float sum = 0.0;
      for (int c = 0; c < ${classes}; c++) { sum += exp(getLogits(i * ${classes} + c) - largest); }
      float top = largest + log(sum);
      for (int c = 0; c < ${classes}; c++) {
        int at = i * ${classes} + c;
        result += getLabels(at) * (top - getLogits(at)) / ${literal(batch)};
      }`,
  };
}

/** Gradient of the mean loss by the logits. */
export function crossEntropySlope(batch: number, classes: number): GpuProgram {
  return {
    name: 'crossEntropySlope',
    inputs: ['Logits', 'Labels'],
    outputShape: [batch, classes],
    body: `
      int first = (i / ${classes}) * ${classes};
      float largest = getLogits(first);
      for (int c = 1; c < ${classes}; c++) { largest = max(largest, getLogits(first + c)); }
      float sum = 0.0;
      float mass = 0.0;
      for (int c = 0; c < ${classes}; c++) {
        sum += exp(getLogits(first + c) - largest);
        mass += getLabels(first + c);
      }
      result = (exp(getLogits(i) - largest) / sum * mass - getLabels(i)) / ${literal(batch)};`,
  };
}
