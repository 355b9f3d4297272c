/**
 * A pass of a compiled model as dispatches: forward, and backward from its losses to the layers that learn.
 *
 * n layers take n dispatches forward, at most n − 1 backward, and at most three for the updates: a dispatch
 * may not read and write the same buffer, so values and gradients each alternate between two arenas, and
 * layers whose inputs share an arena are updated together. All other operations happen at the ends of layers.
 */

import type { Backward } from '../../model/backward';
import type { Pass } from '../../model/compile';
import type { Layer } from '../../model/layout';
import type { Loss, Op, Value } from '../../model/operations';
import type { ModelSpec } from '../../model/spec';
import { type BackwardEnd, backwardKernel } from './backward';
import { backwardConvolution, forwardConvolution } from './convolution';
import type { Dispatch, Dispatches } from './dispatch';
import { type ForwardEnd, forwardKernel } from './forward';
import { activationOfPixels } from './kernel';
import { type Arenas, type Place, quads } from './memory';
import { normalisationBackKernel, normalisationKernel, shapeOf } from './normalisation';
import { contractionKernel, drawsKernel, imagesKernel, meansKernel } from './otherKernels';
import { backwardOf, forwardOf, passageOf, productsOf } from './passage';
import { placeStatistics, placeUpdates } from './passUpdates';
import type { Product, Variant } from './product';
import type { Stage, Stages } from './stages';
import type { Sums } from './sums';
import { type OpOf, placeValues, type Values } from './values';

/** Shared by all passes of a model. */
export interface Shared {
  spec: ModelSpec;
  stages: Stages;
  variant: Variant;
  arenas: Arenas;
  dispatches: Dispatches;
  /** The block of normal numbers that a draw uses. */
  blockOf(draw: OpOf<'normal'>): number;
  /** The index among the learners' updates of a step, each of which has its own rate. */
  updateOf(layer: Layer): number;
}

/** The operations to place. */
export interface Wanted {
  pass: Pass;
  /** Outputs that are to become pixels. */
  picture: Value | null;
  /** Images at once, at most; a multiple of four. */
  rows: number;
}

export interface PlacedPass {
  values: Values;
  /** All layers and all losses. */
  forward: readonly Dispatch[];
  /** Gradients, where something learns. */
  backward: readonly Dispatch[];
  update: readonly Dispatch[];
}

export function placePass(shared: Shared, wanted: Wanted, sums: Sums): PlacedPass {
  const { spec, stages, variant, arenas, dispatches } = shared;
  const { pass, picture, rows } = wanted;
  const { ops, losses, discriminatorMeans, back } = pass;
  const { latent, likelihood } = spec;
  const values = placeValues(ops, stages, arenas, rows, latent);
  const statistics = placeStatistics(arenas, values.layers, rows);
  const lossOf = <K extends Loss['loss']>(kind: K): Extract<Loss, { loss: K }> | undefined =>
    losses.find((l): l is Extract<Loss, { loss: K }> => l.loss === kind);
  const [recon, kl, penalty] = [lossOf('recon'), lossOf('kl'), lossOf('penalty')];
  const [adversarial, feature] = [lossOf('adversarial'), lossOf('feature')];
  const contraction = lossOf('contraction');
  /** // Sums of squared weights come first among the means, then the sums of squared slopes. */
  const slopesAt = 4 * quads(latent);
  const stepOf = (o: Op): Backward | undefined => back.operations.find(({ of }) => of === o);

  // — forwards —

  /** The operation at the end of a layer, the place of its outputs, and the offset of its sum. */
  function endOf(o: OpOf<'layer'>): [ForwardEnd, Place, number] {
    const { out } = o;
    if (values.isHeads(o)) {
      if (!values.sample) return [{ end: 'values', activation: null, penalty: 'none' }, values.heads, 0];
      const partials = kl ? sums.of(kl, { perRow: quads(2 * latent) }) : 0;
      return [{ end: 'heads', kl: kl !== undefined }, values.of(values.sample.out), partials];
    }
    const measured = recon?.output === out;
    const seen = ops.some((other) => other.op === 'pixels' && other.from === out);
    if (measured || seen) {
      // Without learning the gradient is not used, so that one kernel serves both.
      const gives = seen || !measured ? 'pixels' : { gradient: recon.weight };
      const partials = measured ? sums.of(recon, { perRow: out.width / 4 }) : 0;
      const to = seen ? values.of(out) : values.deltaOf(out);
      return [{ end: 'output', likelihood, recon: measured, gives }, to, partials];
    }
    if (out === picture) return [{ end: 'picture', likelihood }, values.of(out), 0];
    if (adversarial?.logits === out) {
      const { weight, roles } = adversarial;
      const partials = sums.of(adversarial, { perRow: out.stack });
      for (const mean of discriminatorMeans) sums.of(mean, { perRow: out.stack });
      return [
        { end: 'discriminator', weight, roles, discriminatorMeans: discriminatorMeans.map(({ of }) => of) },
        values.deltaOf(out),
        partials,
      ];
    }
    const priced = penalty?.code === out && spec.penalty !== 'sparsity' ? penalty : null;
    const partials = priced ? sums.of(priced, { perRow: quads(out.width) }) : 0;
    const activation = o.layer.activation;
    return [{ end: 'values', activation, penalty: priced ? spec.penalty : 'none' }, values.of(out), partials];
  }

  function layerForward(o: OpOf<'layer'>): Dispatch {
    const stage = stages.of(o.layer);
    const [end, to, partials] = endOf(o);
    const from = values.inputOf(o);
    const buffers = {
      images: 'images',
      labels: 'labels',
      picks: 'picks',
      weights: 'weights',
      heads: 'heads',
      noise: 'noise',
      partials: 'partials',
      taps: 'taps',
      outputs: to.buffer,
      ...(from ? { inputs: from.buffer } : {}),
    } as const;
    const product = {
      columns: stage.stride,
      columnEnd: stage.outputs,
      depth: quads(stage.inputs),
      a: from?.at ?? 0,
      aStride: from?.stride ?? 0,
      ...weightsOf(stage),
      c: to.at,
      cStride: to.stride,
      side: values.heads.at,
      sideStride: values.heads.stride,
      stack: o.out.stack,
      latent,
      partials,
    };
    if (o.layer.kind === 'groupNormalisation') {
      const own = { ...product, ...shapeOf(o.layer), side: statistics.of(o.layer).at };
      const kernel = normalisationKernel(o.layer.activation);
      return dispatches.byImages(kernel, { ...buffers, statistics: 'statistics' }, own);
    }
    if (stage.windows) {
      const passage = passageOf(stage.windows, forwardOf(o.layer), !from);
      const kernel = forwardConvolution(passage, end, variant);
      return dispatches.byPositions(kernel, buffers, productsOf(stage.windows, passage, product));
    }
    const kernel = forwardKernel(from ? 'numbers' : 'bytes', stage.labels > 0, end, variant);
    return dispatches.byRows(kernel, buffers, product);
  }

  /** Writes values that no layer computes, where they are read as numbers. */
  function brought(o: Op): Dispatch[] {
    const rowsTo = (to: Place) => ({ columns: to.stride, c: to.at, cStride: to.stride, latent });
    if (o.op === 'corrupt' || (o.op === 'images' && values.isPart(o.out))) {
      const to = values.of(o.out);
      const kernel = imagesKernel(o.op === 'corrupt' ? spec.corruption : 'none');
      const buffers = { images: 'images', picks: 'picks', outputs: to.buffer } as const;
      return [dispatches.byVec4s(kernel, buffers, rowsTo(to))];
    }
    const isRead = ops.some(
      (other) => (other.op === 'layer' || other.op === 'stack') && other.from.includes(o.out),
    );
    if (o.op !== 'normal' || !isRead) return [];
    const to = values.of(o.out);
    const buffers = { noise: 'noise', outputs: to.buffer } as const;
    const block = shared.blockOf(o);
    return [dispatches.byVec4s(drawsKernel(stages.spread), buffers, { ...rowsTo(to), block })];
  }

  /** Means over the batch, which gradients and losses need. */
  function means(): Dispatch[] {
    const taken = (of: 'kl' | 'code', { buffer, at, stride }: Place, partials: number) =>
      dispatches.byColumns(
        meansKernel(of),
        { inputs: buffer, means: 'means', partials: 'partials' },
        [{ side: at, sideStride: stride, partials }],
        latent,
        of === 'kl',
      );
    const list: Dispatch[] = [];
    if (penalty && spec.penalty === 'sparsity')
      list.push(taken('code', values.of(penalty.code), sums.of(penalty, { fixed: latent })));
    if (kl && back.operations.length > 0)
      list.push(taken('kl', values.heads, sums.of('free', { fixed: latent })));
    if (contraction) {
      const { code, layer } = contraction;
      const [h, stage] = [values.of(code), stages.of(layer)];
      const product = {
        rowEnd: stage.inputs,
        ...weightsOf(stage),
        side: h.at,
        sideStride: h.stride,
        like: slopesAt,
        partials: sums.of(contraction, { fixed: code.width }),
      };
      const buffers = {
        inputs: h.buffer,
        weights: 'weights',
        means: 'means',
        partials: 'partials',
      } as const;
      list.push(
        dispatches.byColumns(contractionKernel(layer.activation), buffers, [product], code.width, false),
      );
    }
    return list;
  }

  // — backwards —

  /** The batches of a value whose gradient is needed. */
  function live(value: Value): { first: number; count: number } {
    const maker = values.makerOf(value);
    if (maker.op === 'layer' && !stepOf(maker)?.learns) return live(maker.from[0]);
    const part = wantedPart(value);
    return { first: values.batchOf(part) - values.batchOf(value), count: part.stack };
  }

  /** The part of a stack that has a gradient. */
  function wantedPart(value: Value): Value {
    const maker = values.makerOf(value);
    if (maker.op !== 'stack') return value;
    const writes = stepOf(maker)?.writes ?? [];
    const [part] = maker.from.filter((_, i) => writes[i]);
    if (!part) throw new Error('no part of the stack has a gradient');
    return wantedPart(part);
  }

  const activationBefore = (maker: Op) =>
    maker.op === 'layer'
      ? maker.layer.activation
      : maker.op === 'pixels'
        ? activationOfPixels(likelihood)
        : null;

  /** What happens at the end of the product that gives the gradient by x. */
  function backwardEnd(x: Value, maker: Op, summed: boolean, adds: boolean): BackwardEnd {
    if (maker.op === 'sample') {
      return { end: 'heads', kl: kl?.weight ?? null };
    }
    // The gradients of losses by a value are added once, by the first dispatch that writes it.
    if (adds)
      return { end: 'values', activation: activationBefore(maker), penalty: 'none', feature: null, adds };
    const counted = feature?.features === x ? { weight: feature.weight, summed } : null;
    const contracted = contraction?.code === x ? 'contraction' : 'none';
    const priced = penalty?.code === x ? spec.penalty : contracted;
    return { end: 'values', activation: activationBefore(maker), penalty: priced, feature: counted, adds };
  }

  /**
   * Values whose gradient has been written: later contributions are added. Not `write.after`, since losses
   * are part of the first dispatch, and two heads write once.
   */
  const written = new Set<number>();

  /**
   * The way back through a layer to its input; without a layer, the gradient of a loss by the value itself.
   */
  function carried(o: OpOf<'layer'> | null, x: Value): Dispatch {
    const adds = written.has(x.id);
    written.add(x.id);
    const rowsAt = (place: Place, first: number) => place.at + first * rows * place.stride;
    const { first, count } = live(x);
    const maker = values.makerOf(wantedPart(x));
    const to = values.deltaOf(x);
    const isSample = maker.op === 'sample';
    const side = isSample ? values.heads : values.of(x);
    const counted = feature?.features === x && !adds ? feature : null;
    const summed = counted !== null && counted.term !== null;
    const partials = summed ? sums.of(counted, { perRow: to.stride }) : 0;
    const stage = o && stages.of(o.layer);
    const from = o && values.deltaOf(values.resultOf(o));
    const end = backwardEnd(x, maker, summed, adds);
    const buffers = {
      weights: 'weights',
      // A dispatch without an incoming gradient reads none.
      deltas: from?.buffer ?? (to.buffer === 'deltas0' ? 'deltas1' : 'deltas0'),
      outputs: to.buffer,
      inputs: side.buffer,
      heads: 'heads',
      noise: 'noise',
      means: 'means',
      partials: 'partials',
      taps: 'taps',
    } as const;
    const product = {
      columns: to.stride,
      columnEnd: stage ? stage.inputs : values.numbersOf(x),
      ...(from && stage
        ? { depth: stage.stride, a: rowsAt(from, first), aStride: from.stride, ...weightsOf(stage) }
        : {}),
      c: rowsAt(to, first),
      cStride: to.stride,
      side: isSample ? side.at : rowsAt(side, first),
      sideStride: side.stride,
      stack: count,
      latent,
      partials,
      ...(counted ? { ofRow: (counted.of - first) * rows, like: rowsAt(side, counted.like) } : {}),
    };
    if (o?.layer.kind === 'groupNormalisation') {
      if (adds || end.end !== 'values' || end.feature || end.penalty !== 'none' || end.activation)
        throw new Error('what is normalised has no other reader');
      const at = statistics.of(o.layer);
      const own = { ...product, ...shapeOf(o.layer), like: product.side, side: at.at + first * at.perBatch };
      return dispatches.byImages(normalisationBackKernel(), { ...buffers, statistics: 'statistics' }, own);
    }
    if (o && stage?.windows) {
      const passage = passageOf(stage.windows, backwardOf(o.layer), false);
      const kernel = backwardConvolution(passage, end, variant);
      return dispatches.byPositions(kernel, buffers, productsOf(stage.windows, passage, product));
    }
    return dispatches.byRows(backwardKernel(end, variant), buffers, product);
  }

  // — all together —

  const forward = ops.flatMap((o): Dispatch[] => {
    if (o.op !== 'layer') return brought(o);
    return values.layers.includes(o) ? [layerForward(o)] : [];
  });
  forward.push(...means());
  if (feature && !values.layers.some((o) => o.from.includes(feature.features)))
    forward.push(carried(null, feature.features));

  const reached = values.layers.flatMap((o) => {
    const step = stepOf(o);
    return step ? [{ o, step }] : [];
  });
  const backward = [...reached]
    .reverse()
    .flatMap(({ o, step }) => (step.writes[0] ? [carried(o, o.from[0])] : []));
  const learning = reached.filter(({ step }) => step.learns).map(({ o }) => o);
  return {
    values,
    forward,
    backward,
    update: placeUpdates({ shared, pass, values, rows, slopesAt, statistics }, learning),
  };
}

type WeightsOf = Pick<Product, 'b' | 'bStride' | 'labels' | 'bias'>;
function weightsOf({ weights, stride, inputs, labels }: Stage): WeightsOf {
  const row = (n: number) => weights + n * stride;
  return { b: weights, bStride: stride, labels: row(inputs), bias: row(inputs + labels) };
}
