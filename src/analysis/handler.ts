/**
 * Measures codes and draws with images whose classes are known: the functions of the analysis worker, at its
 * pace.
 */
import type { ImageSet } from '../data/images';
import { createDecoder, type Decoder } from '../decode/decoder';
import { energyDistance } from '../math/energyDistance';
import { DEFAULT_SHAPE, imageSize, type ModelSpec, sameSpec } from '../model/spec';
import { type Coverage, coverageOf } from './coverage';
import { createErrors } from './errors';
import { type Measured, measureCodes, pcaCodes, pixelCodes } from './features';
import { createFlows } from './flows';
import { createNearest, type Nearest } from './nearestImages';
import type { Pace } from './pace';
import type { AnalysisCommand, AnalysisRequests } from './protocol';
import { createVerdicts } from './verdicts';

/** Draws that are classified in one piece of work: some tens of milliseconds. */
const PIECE = 10;

export function createAnalysisHandler(pace: Pace) {
  let set: ImageSet | null = null;
  let nearest: Nearest | null = null;
  let classes = DEFAULT_SHAPE.classes;
  let current: { spec: ModelSpec; decoder: Decoder } | null = null;

  function images(): ImageSet {
    if (!set) throw new Error('there are no images to compare with');
    return set;
  }

  /** The images with their classes. */
  function known() {
    const { labels, ...rest } = images();
    if (!labels) throw new Error('the classes of the images are unknown');
    return { ...rest, labels };
  }

  function decoderOf(spec: ModelSpec): Decoder {
    if (!current || !sameSpec(current.spec, spec)) current = { spec, decoder: createDecoder(spec) };
    return current.decoder;
  }

  async function measure(
    codesOf: (images: Uint8Array) => Float32Array | Promise<Float32Array>,
    width: number,
  ) {
    const { images, labels } = known();
    return pace.work(async (): Promise<Measured | null> => {
      const ready = await codesOf(images);
      await pace.nextTask();
      return measureCodes(ready, labels, width, pace.nextTask, classes);
    });
  }

  async function draws({ spec, weights, z, labels }: AnalysisRequests['draws']['body']): Promise<Coverage> {
    const decoder = decoderOf(spec);
    await decoder.upgraded;
    const compared = known();
    return pace.work(async () => {
      nearest ??= createNearest(compared);
      // Other images may replace them during any task.
      const { vote } = nearest;
      const known = classes;
      const count = z.length / spec.latent;
      const found = new Uint8Array(count);
      // All in one task, so that no other weights are loaded before the draws are decoded.
      decoder.load(weights);
      const size = imageSize(spec.data);
      const pixels = new Float32Array(count * size);
      for (let n = 0; n < count; n++) {
        const code = z.subarray(n * spec.latent, (n + 1) * spec.latent);
        decoder.decode(code, 1, pixels.subarray(n * size, (n + 1) * size), labels?.[n]);
      }
      for (let n = 0; n < count; n += PIECE) {
        await pace.nextTask();
        found.set(vote(pixels.subarray(n * size, (n + PIECE) * size)).classes, n);
      }
      return coverageOf(found, labels, known);
    });
  }

  const verdicts = createVerdicts(pace, decoderOf, () => {
    nearest ??= createNearest(known());
    return nearest;
  });

  const errors = createErrors(pace, decoderOf, images);
  const flows = createFlows(pace);

  return (command: AnalysisCommand): unknown => {
    switch (command.type) {
      case 'ping':
        return null;
      case 'images': {
        const { images, labels, form } = command;
        set = { ...form, images, labels, count: images.length / imageSize(form) };
        nearest = null;
        classes = command.classes ?? DEFAULT_SHAPE.classes;
        return null;
      }
      case 'share':
        pace.share(command.share);
        return null;
      case 'code':
        return measure(() => command.codes, command.width);
      case 'pca':
        return measure((images) => pcaCodes(images, known(), command.width, pace.nextTask), command.width);
      case 'pixels':
        return measure(pixelCodes, imageSize(known()));
      case 'draws':
        return draws(command);
      case 'verdicts':
        return verdicts(command);
      case 'errors':
        return errors(command);
      case 'flowBegin':
        return flows.begin(command);
      case 'flowTrain':
        return flows.train(command);
      case 'flowPaths':
        return flows.paths(command);
      case 'flowSteps':
        return flows.steps(command);
      case 'distance':
        return pace.work(() => energyDistance(command.a, command.b, command.width));
      default:
        return command satisfies never;
    }
  };
}
