/** Which settings are shown where: each that means something to the model, at the part of it that it is about. */
import { applies } from '../experiment/applies';
import type { Config } from '../experiment/config';
import { type Row, schema } from '../experiment/schema';

/** The parts of a model's picture, and the training. */
export type Stage = 'image' | 'encoder' | 'latent' | 'decoder' | 'output' | 'discriminator' | 'training';

/** The first of them that a model has. */
const OF_GROUP: Record<Row['group'], readonly Stage[]> = {
  data: ['image', 'output'],
  model: ['encoder', 'decoder', 'training'],
  training: ['training'],
  machine: [],
};

/** Settings that belong elsewhere than the others of their group. */
const OF_KEY: Partial<Record<keyof Config, readonly Stage[]>> = {
  // The name of the model opens the family, and the bar has the pace.
  model: [],
  speed: [],
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
  likelihood: ['output'],
  gamma: ['discriminator'],
  ganLoss: ['discriminator'],
  discriminatorRate: ['discriminator'],
};

/** In the order of the schema, but for widths, which have an editor of their own. */
export function settingsOf(stage: Stage, parts: readonly Stage[], config: Config): Row[] {
  return schema.filter(({ key, group, kind }) => {
    const places = OF_KEY[key] ?? OF_GROUP[group];
    return kind !== 'widths' && places.find((p) => parts.includes(p)) === stage && applies(key, config);
  });
}
