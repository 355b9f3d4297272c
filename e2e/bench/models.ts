/** The models that the benchmarks train: the page's default, one so small that overheads show, and a convolutional one. */
import { defaultConfig } from '../../src/experiment/schema';
import { specOf } from '../../src/experiment/specOf';
import type { ModelSpec } from '../../src/model/spec';

const standard = specOf(defaultConfig());

export const MODELS: Record<string, ModelSpec> = {
  '784-512-256-2': standard,
  '784-64-2': { ...standard, encoder: [64], decoder: [64] },
  // Channels of the layers that halve the side: 28, 14, 7.
  'conv 16-32-2': { ...standard, architecture: 'conv', encoder: [16, 32], decoder: [32, 16] },
};
