/**
 * AssemblyScript, compiled by `../vitePlugin.ts`: the exports of the module for `../kernels.ts`. It holds no state: all
 * memory belongs to the caller.
 */
export { down, learnChannelBias, learnFilter, up } from './convolution';
export { packColumns, packRows, packSparseRows, product, sparseProduct } from './products';
export {
  activate,
  reconstruction,
  reparameterise,
  throughActivation,
  throughLatent,
  toPixels,
  unpack,
} from './elementwise';
export { learn } from './layers';
export { normalise, throughNormalisation } from './normalisation';
export { silu, throughSilu } from './silu';
export { corrupt, fillNormal, permuted, threefry } from './random';
