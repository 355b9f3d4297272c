/** The models that the benchmarks train: the page's default, and one so small that overheads show. */
import { defaultConfig } from '../../src/experiment/schema';
import { specOf } from '../../src/experiment/specOf';
import type { ModelSpec } from '../../src/model/spec';

const standard = specOf(defaultConfig());

export const MODELS: Record<string, ModelSpec> = {
  '784-512-256-2': standard,
  '784-64-2': { ...standard, encoder: [64], decoder: [64] },
};
