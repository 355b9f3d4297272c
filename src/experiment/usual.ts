/** What a setting is where nobody has chosen it: its default, unless another setting makes something else usual. */
import { applies } from './applies';
import type { Config } from './config';
import { defaultConfig } from './schema';

/** Channels of convolutional models, from the image to the code and back; as many as dense layers have units take minutes a step. */
export const CHANNELS = { encoder: [16, 32], decoder: [32, 16] };

export function usualBeside(config: Config): Config {
  const convolutional = applies('architecture', config) && config.architecture === 'conv';
  return { ...defaultConfig(), ...(convolutional && structuredClone(CHANNELS)) };
}
