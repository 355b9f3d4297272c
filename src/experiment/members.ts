/**
 * The presets as a family: what a preset sets, which preset a configuration is nearest to, and the family
 * tree. The tree is laid out by `controls/familyTree.ts`.
 */
import { applies } from './applies';
import type { Config } from './config';
import { type Preset, presets } from './presets';
import { defaultConfig, sameValue, schema } from './schema';

/** Settings that are the reader's, whatever the model: presets do not change them. */
const LEFT_ALONE: readonly (keyof Config)[] = ['batch', 'seed', 'stopAfter', 'speed', 'engine'];

/** Presets do not change data settings either, except those that some preset names. */
const needed = new Set(presets.flatMap(({ settings }) => Object.keys(settings)));

/** The settings that a preset sets. */
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

/** How many of the settings that apply to either differ. */
function distance(a: Config, b: Config): number {
  return PRESET_KEYS.filter((key) => (applies(key, a) || applies(key, b)) && !sameValue(a[key], b[key]))
    .length;
}

/** The preset that a configuration equals, or is nearest to, among those of its family. */
export function nearest(config: Config): { preset: Preset; exact: boolean } {
  const [first, ...others] = presets
    .map((preset) => ({ preset, config: configOf(preset, config) }))
    .filter((member) => member.config.model === config.model)
    .map((member) => ({ preset: member.preset, away: distance(member.config, config) }));
  const { preset, away } = others.reduce((best, one) => (one.away < best.away ? one : best), first);
  return { preset, exact: away === 0 };
}

export const presetOf = (id: string): Preset | undefined => presets.find((p) => p.id === id);

/** The presets whose first parent it is, in order; without an id, those without a parent. */
export const childrenOf = (id?: string): Preset[] => presets.filter((p) => p.parents[0] === id);
