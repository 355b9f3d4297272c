/** Which settings mean anything to which model. A setting that does not apply is not shown, and changes nothing. */
import { familyOf, isModelSetting } from '../model/families';
import type { Config } from './config';
import { rowOf } from './schema';

export function applies(key: keyof Config, config: Config): boolean {
  const { settings } = familyOf({ family: config.model });
  const { group, unless = {} } = rowOf(key);
  if (isModelSetting(key)) {
    if (!settings.includes(key)) return false;
    // What no family names belongs to all models that learn step by step.
  } else if (group === 'training' && !settings.includes('learningRate')) return false;
  if (key === 'sparsity') return config.penalty === 'sparsity';
  // Where there is no choice of penalties, λ weighs something else.
  if (key === 'penaltyWeight') return !settings.includes('penalty') || config.penalty !== 'none';
  return (Object.keys(unless) as (keyof Config)[]).every((other) => config[other] !== unless[other]);
}
