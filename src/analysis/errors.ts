/** How badly the images are reconstructed, one by one. */
import { type ImageSet, imageAt } from '../data/images';
import type { Decoder } from '../decode/decoder';
import { bernoulliNats, gaussianNats } from '../model/pixels';
import { imageSize, type ModelSpec } from '../model/spec';
import type { Pace } from './pace';
import type { AnalysisRequests } from './protocol';

/** Enough images for an average at each place of the plane. */
const MOST = 1000;
/** Images in one piece of work: about ten milliseconds. */
const PIECE = 50;

export function createErrors(pace: Pace, decoderOf: (spec: ModelSpec) => Decoder, present: () => ImageSet) {
  let latest = 0;

  return async ({ spec, weights, mu }: AnalysisRequests['errors']['body']): Promise<Float32Array | null> => {
    const request = ++latest;
    const { latent, likelihood } = spec;
    const set = present();
    const { labels, count: all } = set;
    const decoder = decoderOf(spec);
    await decoder.upgraded;
    const nats = likelihood === 'bernoulli' ? bernoulliNats : gaussianNats;
    return pace.work(async () => {
      const count = Math.min(MOST, all, mu.length / latent);
      const errors = new Float32Array(count);
      const pixels = new Float32Array(imageSize(spec.data));
      for (let i = 0; i < count; i++) {
        if (i % PIECE === 0) {
          await pace.nextTask();
          if (request !== latest) return null;
          // Other weights may have been loaded meanwhile.
          decoder.load(weights);
        }
        decoder.decode(mu.subarray(i * latent, (i + 1) * latent), 1, pixels, labels?.[i]);
        errors[i] = nats(imageAt(set, i), pixels);
      }
      return errors;
    });
  };
}
