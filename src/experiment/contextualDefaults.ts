/**
 * The value of a setting that was never chosen: its default, unless another setting makes another value
 * usual.
 */
import { applies } from './applies';
import type { Config } from './config';
import { withShape } from './dataShape';
import { CHANNELS, presets } from './presets';
import { defaultConfig, sameValue } from './schema';

/**
 * A family has the settings of the preset with its name by default: those of others would not make it work,
 * and a link with only `model=aae` means that preset.
 */
export function contextualDefaults(config: Config): Config {
  const { model, ...own }: Partial<Config> = presets.find(({ id }) => id === config.model)?.settings ?? {};
  return {
    ...defaultConfig(),
    ...structuredClone(own),
    ...Object.fromEntries(convolutionalWidths(config).map((key) => [key, [...CHANNELS[key]]])),
  };
}

/**
 * Updates the settings that a change does not name: those that had their usual value get the new usual value.
 */
export function updateDefaults(before: Config, after: Config, named: (key: keyof Config) => boolean): Config {
  const [was, is] = [contextualDefaults(before), contextualDefaults(after)];
  const followed = { ...after };
  // Widths of dense layers are not carried over as numbers of channels.
  const exchanged = isConvolutional(before) !== isConvolutional(after);
  for (const key of Object.keys(is) as (keyof Config)[]) {
    const chosen = !sameValue(after[key], was[key]) && !(exchanged && key in CHANNELS);
    if (!named(key) && !chosen) Object.assign(followed, { [key]: is[key] });
  }
  return withShape(before, followed);
}

const isConvolutional = (config: Config): boolean =>
  applies('architecture', config) && config.architecture === 'conv';

/** The settings whose numbers are channels rather than units. */
export function convolutionalWidths(config: Config): (keyof typeof CHANNELS)[] {
  if (!isConvolutional(config)) return [];
  const all = Object.keys(CHANNELS) as (keyof typeof CHANNELS)[];
  return all.filter((key) => applies(key, config));
}
