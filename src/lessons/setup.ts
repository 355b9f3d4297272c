/** The settings of a step's model: applying them, and whether the model on the plane has them. Pure. */
import { applies } from '../experiment/applies';
import type { Config } from '../experiment/config';
import { patchOf, presetOf } from '../experiment/members';
import { sameValue } from '../experiment/schema';
import type { Setup } from './lesson';

/** Settings that change nothing a check depends on. */
const ANY: readonly (keyof Config)[] = ['stopAfter'];

/** What setting it up changes. Throws for a preset that does not exist. */
export function settingsFor({ preset, settings }: Setup): Partial<Config> {
  const found = presetOf(preset);
  if (!found) throw new Error(`no preset ${preset}`);
  return { ...patchOf(found), trainImages: 0, stopAfter: 0, ...settings };
}

/** Whether a model with the settings `config` is that of the step. */
export function isSetUp(setup: Setup, config: Config): boolean {
  const wanted = settingsFor(setup);
  return (Object.keys(wanted) as (keyof Config)[])
    .filter((key) => !ANY.includes(key) && !setup.free?.includes(key) && applies(key, config))
    .every((key) => sameValue(wanted[key] as Config[keyof Config], config[key]));
}
