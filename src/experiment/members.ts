/**
 * The family as a whole: what a preset decides, which member a configuration is, or is nearest to, and who
 * descends from whom. How the tree is drawn is `controls/familyTree.ts`.
 */
import { applies } from './applies';
import type { Config } from './config';
import { type Preset, presets } from './presets';
import { defaultConfig, sameValue, schema } from './schema';

/** Settings that are the reader's, whatever the model: a preset leaves them as they are. */
const LEFT_ALONE: readonly (keyof Config)[] = ['batch', 'seed', 'stopAfter', 'speed', 'engine'];

/** Presets leave data settings alone too, except those that some preset needs. */
const needed = new Set(presets.flatMap(({ settings }) => Object.keys(settings)));

/** What a preset decides. */
export const PRESET_KEYS: readonly (keyof Config)[] = schema
  .filter(({ key, group }) => !LEFT_ALONE.includes(key) && (group !== 'data' || needed.has(key)))
  .map(({ key }) => key);

/** Everything that choosing the preset sets. */
export function patchOf({ settings }: Preset): Partial<Config> {
  const all = { ...defaultConfig(), ...settings };
  return structuredClone(Object.fromEntries(PRESET_KEYS.map((key) => [key, all[key]])));
}

/** `base` with the preset chosen. */
export const configOf = (preset: Preset, base: Config = defaultConfig()): Config => ({
  ...base,
  ...patchOf(preset),
});

/** How many of the settings that mean something to either differ. */
function distance(a: Config, b: Config): number {
  return PRESET_KEYS.filter((key) => (applies(key, a) || applies(key, b)) && !sameValue(a[key], b[key]))
    .length;
}

/** The member of the family that a configuration is, or is nearest to; of its own kind in any case. */
export function nearest(config: Config): { preset: Preset; exact: boolean } {
  const [first, ...others] = presets
    .map((preset) => ({ preset, config: configOf(preset, config) }))
    .filter((member) => member.config.model === config.model)
    .map((member) => ({ preset: member.preset, away: distance(member.config, config) }));
  const { preset, away } = others.reduce((best, one) => (one.away < best.away ? one : best), first);
  return { preset, exact: away === 0 };
}

export const presetOf = (id: string): Preset | undefined => presets.find((p) => p.id === id);

/** Those that descend from it in the first place, in order; without an id, those that descend from nobody. */
export const childrenOf = (id?: string): Preset[] => presets.filter((p) => p.parents[0] === id);
