/** What a setting is where nobody has chosen it: its default, unless another setting makes something else usual. */
import { applies } from './applies';
import type { Config } from './config';
import { CHANNELS, presets } from './presets';
import { defaultConfig } from './schema';

/**
 * A family comes with the settings of the member that is called after it: those of others would not make it work, and
 * a link that says `model=aae` and no more means that one.
 */
export function usualBeside(config: Config): Config {
  const convolutional = applies('architecture', config) && config.architecture === 'conv';
  const { model, ...own }: Partial<Config> = presets.find(({ id }) => id === config.model)?.settings ?? {};
  return { ...defaultConfig(), ...structuredClone(own), ...(convolutional && structuredClone(CHANNELS)) };
}
