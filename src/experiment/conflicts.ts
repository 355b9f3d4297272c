/**
 * Settings that cannot be combined, and why: shown at the control, and before a run starts. A conflict is a
 * message (`conflicts.<reason>` in `i18n/<locale>/conflicts.ts`) and never an error.
 */

import { familyOf } from '../model/families';
import { imageSize } from '../model/spec';
import { applies } from './applies';
import type { Config, EngineChoice } from './config';
import { contextualDefaults, convolutionalWidths } from './contextualDefaults';
import { shapeOf } from './dataShape';
import type { ConflictReason, Problem } from './problem';
import { rowOf, sameValue } from './schema';

/** `key`: the control that shows it. */
export type Conflict = { key: keyof Config } & ConflictReason;

/** Facts that the settings alone do not contain. */
export interface Facts {
  /** Whether the loaded images have labels; undefined before they are loaded. */
  labels?: boolean;
}

/** Strided convolutions halve 28 pixels to 14, 7, 4, 2 and 1. */
const MAX_CONVOLUTIONS = 5;
/** With more, decoding one image takes the page a second, and one step takes minutes. */
const MAX_CHANNELS = 128;
/** tfjs has no gradient of a convolution's filter on WebAssembly. */
const WITHOUT_CONVOLUTION: readonly EngineChoice[] = ['tfjs-wasm'];

export function conflictsOf(config: Config, { labels }: Facts = {}): Conflict[] {
  const found: Conflict[] = [];
  const add = (key: keyof Config, reason: ConflictReason) => found.push({ key, ...reason });
  const on = (key: keyof Config) => applies(key, config);

  if (on('penalty') && config.penalty === 'sparsity' && config.code !== 'sigmoid') {
    add('penalty', { reason: 'sparsityWithoutSigmoid' });
  }
  if (on('condition') && config.condition === 'label' && labels === false) {
    add('condition', { reason: 'dataWithoutLabels' });
  }
  if (labels === false && !sameValue(config.classes, rowOf('classes').default)) {
    add('classes', { reason: 'classesWithoutLabels' });
  }
  if (on('architecture') && config.architecture === 'conv') {
    for (const key of convolutionalWidths(config)) {
      if (config[key].length < 1 || config[key].length > MAX_CONVOLUTIONS) {
        add(key, { reason: 'convolutionCount', most: MAX_CONVOLUTIONS });
      } else if (config[key].some((channels) => channels > MAX_CHANNELS)) {
        add(key, { reason: 'convolutionChannels', most: MAX_CHANNELS });
      }
    }
    if (WITHOUT_CONVOLUTION.includes(config.engine)) add('engine', { reason: 'engineWithoutConvolutions' });
  }
  const { mostNumbers = Number.POSITIVE_INFINITY } = familyOf({ family: config.model });
  if (imageSize(shapeOf(config)) > mostNumbers) add('model', { reason: 'pcaSize', most: mostNumbers });
  return found;
}

/** The same settings without conflicts: each conflicting key is reset to its usual value. */
export function resolveConflicts(config: Config): { config: Config; conflicts: Conflict[] } {
  const resolved = structuredClone(config);
  const conflicts: Conflict[] = [];
  // Usual values conflict with nothing, so each iteration leaves fewer conflicts.
  for (let found = conflictsOf(resolved); found.length > 0; found = conflictsOf(resolved)) {
    const [first] = found;
    conflicts.push(first);
    Object.assign(resolved, { [first.key]: contextualDefaults(resolved)[first.key] });
  }
  return { config: resolved, conflicts };
}

/** The conflict as a problem that the screen can show. */
export const problemOf = (conflict: Conflict): Problem => ({ code: 'setting.conflict', params: conflict });
