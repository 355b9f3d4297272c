/**
 * The reference for all engines: the whole of learning in float64, slow and readable, one operation and one
 * number at a time. It executes a compiled model, forward and then backward, and is itself checked by finite
 * differences. The page runs on it self-tests, the one step that `oneStep` describes, and the velocity network of
 * `latent/flow` where it needs derivatives or there are no kernels.
 *
 * Parameters are the flat array of layout.ts; images are count × pixels bytes (`imageSize`), labels count bytes; a value is
 * (stack × count) × width numbers, row by row.
 */
import {
  type CompiledPhase,
  compileModel,
  layoutOf,
  learningLayers,
  type Pass,
  type Program,
} from './compile';
import { decays, type Layer } from './layout';
import { pixel } from './losses';
import type { Loss, Term } from './operations';
import { beta1Of, NO_UPDATES } from './optimiser';
import { backward } from './reference/backward';
import { forward } from './reference/forward';
import { discriminatorMean, lossOf } from './reference/losses';
import { type PassContext, passContext, type ReferenceBatch, valuesOf } from './reference/passContext';
import { type ReferenceState, referenceUpdate, switchOptimiser } from './reference/update';
import { learningRateAt, weightAt } from './schedule';
import { type Hyper, type ModelSpec, NO_HYPER } from './spec';

export type { ReferenceBatch, ReferenceState };

export type Recorded = Partial<Record<Term, number>>;

export const referenceState = (spec: ModelSpec, parameters: Float32Array | Float64Array): ReferenceState =>
  programState(layoutOf(spec), parameters);

/** The state of a program with these parameters, before its first update. */
export function programState(
  { size }: Program['layout'],
  parameters: Float32Array | Float64Array,
): ReferenceState {
  const zeros = () => new Float64Array(size);
  const { optimiser } = NO_HYPER;
  return {
    parameters: Float64Array.from(parameters),
    optimiser,
    m: zeros(),
    v: zeros(),
    updates: { ...NO_UPDATES },
  };
}

/** A phase of a step, with all that was computed on its way. */
export interface TracedPhase {
  phase: CompiledPhase;
  /** The layers that learn, and their learning rate. */
  layers: readonly Layer[];
  rate: number;
  /** Values, and their gradients where the backward operations need them. */
  context: PassContext;
  /** Each loss and its weight; `objective`: as it counts there, before its weight. */
  losses: readonly { loss: Loss; weight: number; recorded: number; objective: number }[];
  objective: number;
  gradient: Float64Array;
  recorded: Recorded;
}

/** `goesBack`: whether the gradient is computed, too. */
function tracedPhase(
  model: Program,
  number: number,
  parameters: Float64Array,
  batch: ReferenceBatch,
  hyper: Hyper,
  goesBack = true,
): TracedPhase {
  const phase = model.phases[number];
  const context = passContext(model.spec, parameters, batch, hyper);
  forward(context, phase.ops);
  const recorded: Recorded = {};
  const losses = phase.losses.map((loss) => {
    const value = { loss, weight: weightAt(hyper, loss.weight, batch.step), ...lossOf(context, loss) };
    if (loss.term) recorded[loss.term] = value.recorded;
    return value;
  });
  const objective = losses.reduce((sum, { weight, objective }) => sum + weight * objective, 0);
  for (const mean of phase.discriminatorMeans) recorded[mean.term] = discriminatorMean(context, mean);
  if (model.terms[0] === 'total') recorded.total = objective;
  const gradient = new Float64Array(model.layout.size);
  const layers = learningLayers(phase, hyper.turn);
  if (goesBack && layers.length > 0) backward(context, phase, gradient);
  const rate = learningRateAt({ hyper, phase, step: batch.step });
  return { phase, layers, rate, context, losses, objective, gradient, recorded };
}

/**
 * One phase of a step: the objective, its gradient in the layout of the parameters (zero where nothing
 * learns), and the recorded values.
 */
export const referenceGradient = (
  spec: ModelSpec,
  phase: number,
  parameters: Float64Array,
  batch: ReferenceBatch,
  hyper: Hyper,
): Gradient => programGradient(compileModel(spec), phase, parameters, batch, hyper);

type Gradient = Pick<TracedPhase, 'objective' | 'gradient' | 'recorded'>;

/** The same of a program. */
export function programGradient(
  program: Program,
  phase: number,
  parameters: Float64Array,
  batch: ReferenceBatch,
  hyper: Hyper,
): Gradient {
  const { objective, gradient, recorded } = tracedPhase(program, phase, parameters, batch, hyper);
  return { objective, gradient, recorded };
}

/** The result of each operation of a pass, by the id of its value: to find out where two engines differ. */
export function referenceValues(
  spec: ModelSpec,
  pass: Pass,
  parameters: Float64Array,
  batch: ReferenceBatch,
  hyper: Hyper,
): ReadonlyMap<number, Float64Array> {
  const context = passContext(spec, parameters, batch, hyper);
  forward(context, pass.ops);
  return context.values;
}

/**
 * One training step, all phases in order, in place; returns the recorded values. `watch` is called for each phase
 * with all that was computed, and must call `update` once, which changes the state.
 */
export const referenceStep = (
  spec: ModelSpec,
  state: ReferenceState,
  batch: ReferenceBatch,
  hyper: Hyper,
  watch?: Watch,
): Recorded => programStep(compileModel(spec), state, batch, hyper, watch);

type Watch = (traced: TracedPhase, update: () => void) => void;

/** The same of a program. */
export function programStep(
  program: Program,
  state: ReferenceState,
  batch: ReferenceBatch,
  hyper: Hyper,
  watch: Watch = (_, update) => update(),
): Recorded {
  const all: Recorded = {};
  switchOptimiser(state, hyper.optimiser);
  program.phases.forEach((_, number) => {
    const traced = tracedPhase(program, number, state.parameters, batch, hyper);
    const { layers, gradient, rate, recorded } = traced;
    watch(traced, () => {
      for (const { weight, bias } of layers.filter(decays))
        for (let i = weight; i < bias; i++) state.parameters[i] *= 1 - rate * hyper.weightDecay;
      referenceUpdate(state, layers, gradient, rate, beta1Of(program.layout));
    });
    Object.assign(all, recorded);
  });
  return all;
}

/** The recorded values of a step from these parameters, if it changed none. */
export function referenceTerms(
  spec: ModelSpec,
  parameters: Float64Array,
  batch: ReferenceBatch,
  hyper: Hyper,
): Recorded {
  const all: Recorded = {};
  const model = compileModel(spec);
  model.phases.forEach((_, number) => {
    Object.assign(all, tracedPhase(model, number, parameters, batch, hyper, false).recorded);
  });
  return all;
}

/** recon (for MADE: −log p) and kl of test images, averaged; draws as given by the batch. */
export function referenceEvaluate(
  spec: ModelSpec,
  parameters: Float64Array,
  batch: ReferenceBatch,
): { recon: number; kl: number } {
  const pass = compileModel(spec).evaluate;
  if (!pass) throw new Error(`nothing to evaluate in ${spec.family}`);
  const context = passContext(spec, parameters, batch, NO_HYPER);
  forward(context, pass.ops);
  const values = new Map(pass.losses.map((loss) => [loss.loss, lossOf(context, loss).recorded]));
  return { recon: values.get('recon') ?? 0, kl: values.get('kl') ?? 0 };
}

/** count × latent of each; logVar is null where codes are points. */
export function referenceEncode(
  spec: ModelSpec,
  parameters: Float64Array,
  images: Uint8Array,
  labels?: Uint8Array,
): { mu: Float64Array; logVar: Float64Array | null } {
  const { encode } = compileModel(spec);
  if (!encode) throw new Error(`no encoder in ${spec.family}`);
  const context = passContext(spec, parameters, { images, labels, seed: 0, step: 0 }, NO_HYPER);
  forward(context, encode.ops);
  return { mu: valuesOf(context, encode.mu), logVar: encode.logVar && valuesOf(context, encode.logVar) };
}

/** z is count × latent; returns count × pixels numbers in [0, 1]. */
export function referenceDecode(
  spec: ModelSpec,
  parameters: Float64Array,
  z: Float64Array,
  labels?: Uint8Array,
): Float64Array {
  const { decode } = compileModel(spec);
  if (!decode) throw new Error(`no latent in ${spec.family}`);
  const batch = { images: new Uint8Array(0), labels, seed: 0, step: 0 };
  const context = passContext(spec, parameters, batch, NO_HYPER, z);
  forward(context, decode.ops);
  return valuesOf(context, decode.outputs).map((o) => pixel(spec.likelihood, o));
}
