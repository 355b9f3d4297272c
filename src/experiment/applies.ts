/** Which settings apply to which model. A setting that does not apply is not shown, and changes nothing. */
import { familyOf, isModelSetting } from '../model/families';
import type { Config } from './config';
import { rowOf } from './schema';

export function applies(key: keyof Config, config: Config): boolean {
  const { settings } = familyOf({ family: config.model });
  const { group, unless = {} } = rowOf(key);
  if (isModelSetting(key)) {
    if (!settings.includes(key)) return false;
    // Training settings that no family names apply to all models that are trained in steps.
  } else if (group === 'training' && !settings.includes('learningRate')) return false;
  if (key === 'upsampling') return config.architecture === 'conv' && settings.includes('decoder');
  if (key === 'sparsity') return config.penalty === 'sparsity';
  // Where no penalty can be chosen, λ weights something else.
  if (key === 'penaltyWeight') return !settings.includes('penalty') || config.penalty !== 'none';
  return (Object.keys(unless) as (keyof Config)[]).every((other) => config[other] !== unless[other]);
}
