/** Adam (Kingma & Ba 2014) as data: its constants, and which states of it a model has. */
import { type LayerLayout, type Learner, layoutOf } from './layout';
import { isAdversarial, type ModelSpec } from './spec';

/**
 * β₁, how slowly the mean gradient forgets. Two players that answer each other must not run on for long on what
 * the other did before: ½ for them, as in Radford, Metz & Chintala 2015, where 0.9 was found to oscillate.
 */
export const beta1Of = (spec: ModelSpec): number => (isAdversarial(spec) ? 0.5 : BETA1);
export const BETA1 = 0.9;
export const BETA2 = 0.999;
export const EPSILON = 1e-8;

/** Each learner has its own. */
export type OptimiserName = Learner;

/** One state of Adam: the moments of a learner's parameters and a count of its updates (t). */
export interface Optimiser {
  name: OptimiserName;
  /** Whose parameters it moves. */
  learner: Learner;
  /** The moments of parameter i are number i + shift of m and of v. */
  shift: number;
}

/** How many updates each has made; 0 where a model has no such one. */
export type Updates = Readonly<Record<OptimiserName, number>>;
export const NO_UPDATES: Updates = { encoder: 0, decoder: 0, discriminator: 0 };

/** The optimisers of a model, and how long its m and v are: each learner has one, whose moments lie as its parameters do. */
export function optimisersOf(spec: ModelSpec): { list: readonly Optimiser[]; size: number } {
  const layout = layoutOf(spec);
  const learners = [...new Set(layout.layers.map(({ learner }) => learner))];
  return {
    list: learners.map((learner): Optimiser => ({ name: learner, learner, shift: 0 })),
    size: layout.size,
  };
}

/** The parameters of a learner, whose layers lie side by side: from the first to before `end`. */
export function extentOf(layers: readonly LayerLayout[], learner: Learner): { start: number; end: number } {
  const own = layers.filter((layer) => layer.learner === learner);
  const [first, last] = [own[0], own[own.length - 1]];
  return { start: first.weight, end: last.bias + last.biasSize };
}

/** The one that moves a layer, of those that a phase takes a step of. */
export function optimiserFor(optimisers: readonly Optimiser[], { name, learner }: LayerLayout): Optimiser {
  const found = optimisers.find((o) => o.learner === learner);
  if (!found) throw new Error(`${name} does not learn here`);
  return found;
}
