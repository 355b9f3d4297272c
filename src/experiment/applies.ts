/** Which settings mean anything to which model. A setting that does not apply is not shown, and changes nothing. */
import { familyOf, isModelSetting } from '../model/families';
import type { Config } from './config';

/** Settings of how long and how fast a run learns, for models that learn step by step. */
const OF_STEPS: readonly (keyof Config)[] = ['batch', 'seed', 'stopAfter', 'speed'];

/** Settings that only have a meaning while another one has not this value. */
const UNLESS: Partial<Record<keyof Config, [keyof Config, Config[keyof Config]]>> = {
  noise: ['corruption', 'none'],
  warmUpSteps: ['warmUp', 'none'],
};

export function applies(key: keyof Config, config: Config): boolean {
  const { settings } = familyOf({ family: config.model });
  if (isModelSetting(key) && !settings.includes(key)) return false;
  if (OF_STEPS.includes(key)) return settings.includes('learningRate');
  if (key === 'sparsity') return config.penalty === 'sparsity';
  // Where there is no choice of penalties, λ weighs something else.
  if (key === 'penaltyWeight') return !settings.includes('penalty') || config.penalty !== 'none';
  const [other, value] = UNLESS[key] ?? [];
  return other === undefined || config[other] !== value;
}
