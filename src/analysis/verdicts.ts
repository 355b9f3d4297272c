/** What decoded images look like: the class of each by its nearest images, and how sure that is. */
import type { Decoder } from '../decode/decoder';
import { imageSize, type ModelSpec } from '../model/spec';
import type { Nearest } from './nearestImages';
import type { Pace } from './pace';
import type { AnalysisRequests } from './protocol';

export interface Verdicts {
  /** The class of each image. */
  classes: Uint8Array;
  /**
   * In [0, 1]: 1 where all nearest images are of the class, 0 where no two agree, or where the image is unlike all of
   * them.
   */
  confidence: Float32Array;
}

/** Images that are decoded and classified in one piece of work: some tens of milliseconds. */
const PIECE = 10;
/** Images whose distance from the others tells which distances are usual, and the share of them that are nearer. */
const SAMPLED = 100;
const USUAL = 0.95;
/** From this multiple of the usual distance on, an image is unlike all others. */
const UNLIKE = 1.5;

/** `share`: of the votes; `distance`: to the nearest image, in multiples of the usual distance. */
export function confidenceOf(share: number, distance: number, voters: number): number {
  const agreement = (share - 1 / voters) / (1 - 1 / voters);
  const likeness = (UNLIKE - distance) / (UNLIKE - 1);
  return Math.max(0, agreement) * Math.min(1, Math.max(0, likeness));
}

export function createVerdicts(
  pace: Pace,
  decoderOf: (spec: ModelSpec) => Decoder,
  /** The images to compare with; always the same object for the same images. */
  present: () => Nearest,
) {
  let latest = 0;
  let usual: { of: Nearest; distance: number } | null = null;

  /** The distance to the nearest other image that `USUAL` of the images stay below. */
  async function usualDistance(nearest: Nearest): Promise<number> {
    if (usual?.of === nearest) return usual.distance;
    const count = Math.min(SAMPLED, nearest.count);
    const distances = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      if (i % PIECE === 0) await pace.nextTask();
      distances[i] = nearest.apart(i);
    }
    // Images that are all the same are no distance apart.
    const distance = Math.max(1e-6, distances.sort()[Math.floor(USUAL * (count - 1))] ?? 0);
    usual = { of: nearest, distance };
    return distance;
  }

  return async ({
    spec,
    weights,
    z,
    label,
  }: AnalysisRequests['verdicts']['body']): Promise<Verdicts | null> => {
    const request = ++latest;
    const decoder = decoderOf(spec);
    await decoder.upgraded;
    return pace.work(async () => {
      if (request !== latest) return null;
      // Other images may replace them during any task.
      const nearest = present();
      const distance = await usualDistance(nearest);
      const count = z.length / spec.latent;
      const found: Verdicts = { classes: new Uint8Array(count), confidence: new Float32Array(count) };
      const size = imageSize(spec.data);
      const pixels = new Float32Array(PIECE * size);
      for (let n = 0; n < count; n += PIECE) {
        await pace.nextTask();
        if (request !== latest) return null;
        const some = Math.min(PIECE, count - n);
        // Other weights may have been loaded meanwhile.
        decoder.load(weights);
        decoder.decode(z.subarray(n * spec.latent, (n + some) * spec.latent), some, pixels, label);
        const votes = nearest.vote(pixels.subarray(0, some * size));
        found.classes.set(votes.classes, n);
        votes.shares.forEach((share, i) => {
          found.confidence[n + i] = confidenceOf(share, votes.distances[i] / distance, nearest.voters);
        });
      }
      return found;
    });
  };
}
