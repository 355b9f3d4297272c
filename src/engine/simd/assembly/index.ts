/** What the module offers to `kernels.ts`. It holds no state: all memory is the caller's. */
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
export { corrupt, fillNormal, permuted, threefry } from './random';
