/** The settings of a run as constants at the head of a printed program: only those that it uses. */
import { type RemoteSet, registry } from '../../data/registry';
import { applies } from '../../experiment/applies';
import type { Config } from '../../experiment/config';
import { shapeOf } from '../../experiment/dataShape';
import { hyperOf, specOf } from '../../experiment/specOf';
import { type CompiledModel, compileModel } from '../../model/compile';
import type { Weight } from '../../model/operations';
import { beta1Of, RMS_DECAY } from '../../model/optimiser';
import type { Hyper } from '../../model/spec';
import { type Program, programOf } from './program';

/** The file that the programs read where the images are not on the web: the page saves it under this name. */
export const IMAGES = 'images.npz';

/** A data set that its authors have published, or null: the page's own, or the reader's. */
export const publishedOf = ({ dataset }: Config): RemoteSet | null =>
  Object.values(registry).find(({ id }) => id === dataset) ?? null;

/** Labels of the chosen classes; null for all. */
export const chosenOf = ({ classes, classCount }: Config): readonly number[] | null =>
  Array.from({ length: classCount }).every((_, label) => classes.includes(label)) ? null : classes;

/** Where a program says that the file comes from. */
export function imagesNote(config: Config): string[] {
  const { side, channels } = shapeOf(config);
  const shape = ['n', side, side, ...(channels > 1 ? [channels] : [])].join(', ');
  return [
    `The images of this run: Share, Data, Images saves this file. Any npz will do that has x_train (${shape}),`,
    'bytes from 0 to 255, and y_train (n), the numbers of the classes.',
  ];
}

/** What to print. */
export interface Subject {
  config: Config;
  /** Step of the run whose weights the reader has, or is about to save. */
  step: number;
  /** File name of those weights. */
  weights: string;
  /** Address of the page with this configuration; empty for none. */
  link: string;
  /** Name of the model, in English. */
  title: string;
}

export interface CodeFile {
  filename: string;
  text: string;
}

export interface Printed {
  subject: Subject;
  model: CompiledModel;
  program: Program;
  hyper: Hyper;
  /** Whether some objective depends on the step. */
  stepped: boolean;
  /** β₁ of Adam and of momentum. */
  beta1: number;
}

export function printedOf(subject: Subject): Printed {
  const model = compileModel(specOf(subject.config));
  const hyper = hyperOf(subject.config);
  const program = programOf(model);
  const stepped = uses(program, 'beta') && hyper.warmUp !== 'none';
  return { subject, model, program, hyper, stepped, beta1: beta1Of(model.layout) };
}

const uses = ({ phases }: Program, weight: Weight): boolean =>
  phases.some(({ losses }) => losses.some(({ loss }) => loss.weight === weight));

/** Steps that a program trains for where its run has none yet. */
const USUAL_STEPS = 2000;

/** Names and values, with a note where the name does not say it all. */
export function constantsOf({ subject, program, model, hyper, beta1 }: Printed): [string, number, string?][] {
  const { config, step } = subject;
  const { spec, phases } = model;
  const found: [string, number, string?][] = [['SEED', config.seed]];
  if (spec.latent > 0) found.push(['LATENT', spec.latent, 'numbers of a code']);
  if (phases.length === 0) return found;
  found.push(['BATCH', config.batch], ['STEPS', step || USUAL_STEPS], ['LEARNING_RATE', hyper.learningRate]);
  if (hyper.schedule !== 'constant') found.push(['SCHEDULE_STEPS', hyper.scheduleSteps]);
  if (phases.some(({ turn }) => turn === 'discriminator'))
    found.push(['DISCRIMINATOR_RATE', hyper.discriminatorRate, 'times the learning rate of the others']);
  if (hyper.optimiser === 'adam' || hyper.optimiser === 'momentum') found.push(['MOMENTUM', beta1]);
  if (hyper.optimiser === 'rmsprop') found.push(['DECAY', RMS_DECAY]);
  if (hyper.weightDecay > 0) found.push(['WEIGHT_DECAY', hyper.weightDecay, 'decoupled; not for biases']);
  if (uses(program, 'beta')) {
    found.push(['BETA', hyper.beta, 'weight of the KL']);
    if (hyper.warmUp !== 'none') found.push(['WARM_UP_STEPS', hyper.warmUpSteps]);
    if (hyper.freeBits > 0)
      found.push(['FREE_BITS', hyper.freeBits, 'nats of each coordinate without a price']);
  }
  if (uses(program, 'penalty')) found.push(['PENALTY', hyper.penaltyWeight, 'weight of the penalty']);
  if (spec.penalty === 'sparsity') found.push(['SPARSITY', hyper.sparsity, 'target mean activation']);
  if (uses(program, 'gamma')) found.push(['GAMMA', hyper.gamma, 'weight of the feature loss']);
  if (applies('noise', config)) found.push(['NOISE', hyper.noise, NOISE_OF[spec.corruption]]);
  return found;
}

const NOISE_OF = {
  none: undefined,
  gaussian: 'standard deviation of the noise',
  masking: 'share of pixels that become paper',
  saltPepper: 'share of pixels that become paper or ink',
};

/** What multiplies a loss in its objective; empty for 1, null where the loss is only recorded. */
export function factorOf(weight: Weight, stepped: boolean): string | null {
  switch (weight) {
    case 'one':
      return '';
    case 'beta':
      return stepped ? 'beta(step)' : 'BETA';
    case 'penalty':
      return 'PENALTY';
    case 'gamma':
      return 'GAMMA';
    case 'none':
      return null;
    default:
      return weight satisfies never;
  }
}
