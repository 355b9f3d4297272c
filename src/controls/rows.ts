/** Which settings are shown at which part of the model diagram: those that apply to the model. */
import { applies } from '../experiment/applies';
import type { Config } from '../experiment/config';
import { type Row, schema } from '../experiment/schema';

/** The parts of the model diagram, and training. */
export type Stage = 'image' | 'encoder' | 'latent' | 'decoder' | 'output' | 'discriminator' | 'training';

/** Where the settings of a group are shown: at the first of these parts that the model has. */
const OF_GROUP: Record<Row['group'], readonly Stage[]> = {
  data: ['image', 'output'],
  model: ['encoder', 'decoder', 'training'],
  training: ['training'],
  machine: [],
};

/** Settings that are shown elsewhere than the rest of their group. */
const OF_KEY: Partial<Record<keyof Config, readonly Stage[]>> = {
  // Model and speed have controls in the top bar.
  model: [],
  speed: [],
  // They follow from the data set.
  imageSide: [],
  imageChannels: [],
  classCount: [],
  corruption: ['image'],
  noise: ['image'],
  latent: ['latent'],
  code: ['latent'],
  penalty: ['latent'],
  penaltyWeight: ['latent'],
  sparsity: ['latent'],
  beta: ['latent'],
  warmUp: ['latent'],
  warmUpSteps: ['latent'],
  freeBits: ['latent'],
  upsampling: ['decoder'],
  likelihood: ['output'],
  gamma: ['discriminator'],
  ganLoss: ['discriminator'],
  discriminatorRate: ['discriminator'],
};

/** The settings to show at a part, in the order of the schema; widths have an editor of their own. */
export function settingsOf(stage: Stage, parts: readonly Stage[], config: Config): Row[] {
  return schema.filter(({ key, group, kind }) => {
    const places = OF_KEY[key] ?? OF_GROUP[group];
    return kind !== 'widths' && places.find((p) => parts.includes(p)) === stage && applies(key, config);
  });
}
