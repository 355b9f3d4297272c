/** The operations of convolutions and their transposes in a pass: each thread computes its own images. */
import { FLUSH_EVERY } from '../../model/flush';
import type { ConvolutionalLayer } from '../../model/layout';
import type { Windows } from '../../model/windows';
import { type Matrix, rowAt } from './arena';
import { PANEL } from './kernels';
import type { Application } from './plan';
import type { Piece, Rows } from './share';
import type { Task, Thread } from './thread';
import { enlarge, reduce } from './upsampling';
import { pixelsOf } from './windows';

type Convolution = Application & {
  weights: { layer: ConvolutionalLayer; windows: Windows & { at: number } };
};

export const isConvolution = (application: Application): application is Convolution =>
  application.weights.windows !== null;

const isDown = ({ weights }: Convolution): boolean => weights.layer.kind !== 'transposedConvolution';
/** The image that a convolution has its windows in. */
const seenBy = ({ input, enlarged }: Application): Matrix => enlarged?.image ?? input;

/** The outputs of some images before the activation. */
export function convolve(thread: Thread, application: Convolution, own: Rows): void {
  const { kernels, plan, tiles, floats } = thread;
  const { weights, input, out, enlarged } = application;
  const { windows, panels, rowPanels, layer } = weights;
  const { from, rows } = own;
  if (enlarged) enlarge(floats, input, enlarged.image, own, layer.shape);
  const seen = seenBy(application);
  const [x, y] = [rowAt(seen, from), rowAt(out, from)];
  const bias = plan.state.parameters + 4 * layer.bias;
  if (isDown(application)) kernels.down(x, seen.ld, rows, windows.at, panels, bias, false, y, out.ld, tiles);
  else kernels.up(x, input.ld, rows, windows.at, rowPanels, bias, false, y, out.ld, plan.zeros, tiles);
}

/**
 * From δ of some images before the activation: the pixels of the smaller image into the panels that the filter learns
 * from, of `images` in all, and, if wanted, ∂input, which `adds` to what is there.
 */
export function convolveBack(
  thread: Thread,
  application: Convolution,
  own: Rows,
  images: number,
  wanted: { input: boolean; adds: boolean },
): void {
  const { kernels, plan, tiles, floats } = thread;
  const { weights, input, out, deltaPanels, enlarged } = application;
  const { windows, panels, rowPanels, outputs, layer } = weights;
  const { from, rows } = own;
  const { delta } = out;
  if (!delta) return;
  if (deltaPanels !== 0) {
    const small = isDown(application) ? delta : input;
    const pixels = pixelsOf(windows);
    for (let row = from; row < from + rows; row++)
      kernels.packColumns(
        rowAt(small, row),
        pixels,
        outputs,
        4 * outputs,
        deltaPanels + 4 * PANEL * row * pixels,
        images * pixels,
      );
  }
  if (!wanted.input || !input.delta) return;
  const { adds } = wanted;
  if (enlarged?.delta) {
    const { delta: to } = enlarged;
    const [d, dx] = [rowAt(delta, from), rowAt(to, from)];
    kernels.up(d, delta.ld, rows, windows.at, rowPanels, 0, false, dx, to.ld, plan.zeros, tiles);
    reduce(floats, to, input.delta, own, layer.shape, adds);
    return;
  }
  const [d, dx] = [rowAt(delta, from), rowAt(input.delta, from)];
  if (isDown(application))
    kernels.up(d, delta.ld, rows, windows.at, rowPanels, 0, adds, dx, input.delta.ld, plan.zeros, tiles);
  else kernels.down(d, delta.ld, rows, windows.at, panels, plan.zeros, adds, dx, input.delta.ld, tiles);
}

/** ∂W of some rows of the filter matrix and their update, and with the last one that of the bias. */
export function learnConvolution(
  thread: Thread,
  task: Task,
  application: Convolution,
  { from, to }: Pick<Piece<Application>, 'from' | 'to'>,
): void {
  const { kernels, plan, gradient, strip } = thread;
  const { weights, out, deltaPanels } = application;
  const { windows, layer, inputs } = weights;
  const { parameters, m, v } = plan.state;
  const images = out.value.stack * task.count;
  const numbers = plan.updates[layer.learner];
  const flushes = task.step % FLUSH_EVERY === 0;
  const { delta } = out;
  if (!delta) return;
  const large = isDown(application) ? seenBy(application) : delta;
  kernels.learnFilter(
    large.at,
    large.ld,
    images,
    windows.at,
    deltaPanels,
    parameters,
    m,
    v,
    layer.weight,
    numbers,
    plan.zeros,
    gradient,
    strip,
    from,
    to,
    flushes,
  );
  if (to < inputs) return;
  const channels = layer.biasSize;
  kernels.learnChannelBias(
    delta.at,
    delta.ld,
    images,
    layer.outputs / channels,
    channels,
    parameters,
    m,
    v,
    layer.bias,
    numbers,
    gradient,
    flushes,
  );
}
