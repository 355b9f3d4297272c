/** Group normalisation in a pass, with its activation: each thread computes its own images. */
import { FLUSH_EVERY } from '../../model/flush';
import type { NormalisationLayer } from '../../model/layout';
import { rowAt } from './arena';
import type { Application } from './plan';
import type { Rows } from './share';
import type { Task, Thread } from './thread';

type Normalisation = Application & { weights: { layer: NormalisationLayer } };

export const isNormalisation = (application: Application): application is Normalisation =>
  application.weights.layer.kind === 'groupNormalisation';

/** Numbers of an image's means and rates, and of its gradients by scale and shift. */
export const statisticsSize = ({ normalised }: NormalisationLayer): number => 2 * normalised.groups;
export const sumsSize = ({ normalised }: NormalisationLayer): number => 2 * normalised.channels;

/** The outputs of some images. */
export function normalise(thread: Thread, application: Normalisation, { from, rows }: Rows): void {
  const { kernels, plan } = thread;
  const { weights, input, out, statistics } = application;
  const { layer, activation } = weights;
  const { pixels, channels, groups } = layer.normalised;
  const { parameters } = plan.state;
  kernels.normalise(
    activation,
    rowAt(input, from),
    rowAt(out, from),
    out.ld,
    rows,
    pixels,
    channels,
    groups,
    parameters + 4 * layer.weight,
    parameters + 4 * layer.bias,
    statistics + 4 * from * statisticsSize(layer),
  );
}

/** From ∂ of some outputs: what the scale and the shift learn from and, if wanted, ∂input. */
export function normaliseBack(
  thread: Thread,
  application: Normalisation,
  { from, rows }: Rows,
  wantsInput: boolean,
): void {
  const { kernels, plan, gradient } = thread;
  const { weights, input, out, statistics, deltaPanels } = application;
  const { layer, activation } = weights;
  const { pixels, channels, groups } = layer.normalised;
  if (!out.delta) return;
  kernels.throughNormalisation(
    activation,
    rowAt(out.delta, from),
    rowAt(input, from),
    rowAt(out, from),
    out.ld,
    rows,
    pixels,
    channels,
    groups,
    plan.state.parameters + 4 * layer.weight,
    statistics + 4 * from * statisticsSize(layer),
    deltaPanels === 0 ? gradient : deltaPanels + 4 * from * sumsSize(layer),
    deltaPanels !== 0,
    wantsInput && input.delta ? rowAt(input.delta, from) : 0,
  );
}

/** The update of scale and shift, which lie side by side, from the sums of all images in their order. */
export function learnNormalisation(thread: Thread, task: Task, application: Normalisation): void {
  const { kernels, plan, gradient } = thread;
  const { weights, out, deltaPanels } = application;
  const { layer } = weights;
  const { parameters, m, v } = plan.state;
  const size = sumsSize(layer);
  kernels.learnChannelBias(
    deltaPanels,
    4 * size,
    out.value.stack * task.count,
    1,
    size,
    parameters,
    m,
    v,
    layer.weight,
    plan.updates[layer.learner],
    gradient,
    task.step % FLUSH_EVERY === 0,
  );
}
