/** What a setting is where nobody has chosen it: its default, unless another setting makes something else usual. */
import { applies } from './applies';
import type { Config } from './config';
import { CHANNELS, presets } from './presets';
import { defaultConfig, sameValue } from './schema';

/**
 * A family comes with the settings of the member that is called after it: those of others would not make it work, and
 * a link that says `model=aae` and no more means that one.
 */
export function usualBeside(config: Config): Config {
  const { model, ...own }: Partial<Config> = presets.find(({ id }) => id === config.model)?.settings ?? {};
  return {
    ...defaultConfig(),
    ...structuredClone(own),
    ...(isConvolutional(config) && structuredClone(CHANNELS)),
  };
}

/** What becomes of the settings that a change does not name: those that were as usual are as usual again. */
export function follow(before: Config, after: Config, named: (key: keyof Config) => boolean): Config {
  const [was, is] = [usualBeside(before), usualBeside(after)];
  const followed = { ...after };
  // Widths of dense layers do not carry over as numbers of channels.
  const exchanged = isConvolutional(before) !== isConvolutional(after);
  for (const key of Object.keys(is) as (keyof Config)[]) {
    const chosen = !sameValue(after[key], was[key]) && !(exchanged && key in CHANNELS);
    if (!named(key) && !chosen) Object.assign(followed, { [key]: is[key] });
  }
  return followed;
}

const isConvolutional = (config: Config): boolean =>
  applies('architecture', config) && config.architecture === 'conv';
