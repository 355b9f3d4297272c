/** The settings of the machine. */
import { linked, type Row } from './row';

export const machineRows: readonly Row[] = [
  {
    key: 'engine',
    kind: 'choice',
    group: 'machine',
    takesEffect: 'engine',
    persists: linked,
    default: 'auto',
    options: ['auto', 'webgpu', 'simd', 'tfjs-webgpu', 'tfjs-webgl', 'tfjs-wasm', 'tfjs-cpu'],
  },
];
