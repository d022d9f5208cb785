/** The SIMD kernels. They own no memory: every pointer comes from the caller and points into the backend's heap. */

export { conv, convFilterGradient, convInputGradient, cropPictures, padPictures } from './conv';
export { columnSums, padRows, reluGradient } from './elementwise';
export { gelu, geluGradient } from './gelu';
export { gemm, packBias, packPanels } from './gemm';
export { affine, moments, normGradient, normSums } from './norm';
export { maxPoolGradient } from './pool';
export { adam, momentum } from './update';
