/**
 * The place of each value of a pass. Every value has one place: parts of a stack lie in its matrix from the
 * start, outputs lie where their pixels do, and images are read as bytes unless they are needed among other
 * rows.
 */
import type { Layer } from '../../model/layout';
import type { Op, Value } from '../../model/operations';
import { type Arena, type Arenas, type Colour, type Place, quads } from './memory';
import { channelsIn, type Stages, withGaps } from './stages';

/** An operation of one kind. */
export type OpOf<K extends Op['op']> = Extract<Op, { op: K }>;

/** For at most `rows` images at once; a multiple of four. */
export function placeValues(
  ops: readonly Op[],
  stages: Stages,
  arenas: Arenas,
  rows: number,
  latent: number,
) {
  const { layout, spread } = stages;
  const claim = arenas.begin();
  const makers = new Map(ops.map((o) => [o.out.id, o]));
  const makerOf = (value: Value): Op => {
    const found = makers.get(value.id);
    if (!found) throw new Error('no operation computes the value');
    return found;
  };
  const areLabels = (value: Value): boolean => {
    const maker = makerOf(value);
    return maker.op === 'stack' ? areLabels(maker.from[0]) : maker.op === 'labels';
  };
  /**
   * Two heads are computed as one stage, in the place of the first, together with the sample if there is one.
   */
  const isHeads = ({ layer }: OpOf<'layer'>) => layer.name === layout.mu?.name && layout.logVar !== null;
  const isSecondHead = (layer: Layer) => layer.name === layout.logVar?.name;
  const sample = ops.find((o) => o.op === 'sample');

  /** The value that contains a part, and the part's first batch. */
  const within = new Map<number, { value: Value; batch: number }>();
  for (const o of ops) {
    if (o.op === 'pixels') within.set(o.from.id, { value: o.out, batch: 0 });
    if (o.op !== 'stack' || areLabels(o.out)) continue;
    let batch = 0;
    for (const part of o.from) {
      within.set(part.id, { value: o.out, batch });
      batch += part.stack;
    }
  }
  const rootOf = (value: Value): { value: Value; batch: number } => {
    const outer = within.get(value.id);
    if (!outer) return { value, batch: 0 };
    const root = rootOf(outer.value);
    return { value: root.value, batch: root.batch + outer.batch };
  };

  /** Whether a layer reads the value as bytes: the images themselves. */
  const isBytes = (value: Value) => makerOf(value).op === 'images';
  /** The result of a layer's dispatch: for heads, the sample. */
  const resultOf = (o: OpOf<'layer'>): Value => (isHeads(o) && sample ? sample.out : o.out);
  const layers = ops.filter((o): o is OpOf<'layer'> => o.op === 'layer' && !isSecondHead(o.layer));
  /** A layer's input and output have different colours. */
  const colourOf = (value: Value): Colour => {
    const root = rootOf(value).value;
    const writer = layers.find((o) => rootOf(resultOf(o)).value.id === root.id);
    if (!writer || isBytes(writer.from[0])) return 0;
    return colourOf(writer.from[0]) === 0 ? 1 : 0;
  };
  const isCode = (value: Value): boolean => {
    const maker = makerOf(value);
    if (maker.op === 'stack') return isCode(maker.from[0]);
    return maker.op === 'sample' || maker.op === 'normal' || maker.op === 'codes';
  };
  /** Channels of the pixels of a value next to a convolution or its normalisation; null for images and for all others. */
  const channelsOf = (value: Value): number | null => {
    for (const { layer, from, out } of layers) {
      if (from[0] === value || out === value) {
        const channels = channelsIn(layer);
        if (channels) return channels;
      }
      const { windows } = stages.of(layer);
      if (!windows) continue;
      const [large, small] = layer.kind === 'convolution' ? [from[0], out] : [out, from[0]];
      if (small === value) return windows.smallChannels;
      if (large === value && windows.form === 'padded') return windows.largeChannels;
    }
    return null;
  };
  /** Numbers of an image, with the gaps between pixels or those of the latent. */
  const numbersOf = (value: Value) => {
    const channels = channelsOf(value);
    if (channels) return withGaps(value.width, channels);
    return isCode(value) ? spread * value.width : value.width;
  };
  const heads: Place = { buffer: 'heads', at: 0, stride: quads(spread * latent) };

  const claimed = { activations: new Map<number, Place>(), deltas: new Map<number, Place>() };
  const placeIn = (arena: Arena, value: Value): Place => {
    const root = rootOf(value);
    const stride = quads(numbersOf(root.value));
    const whole =
      claimed[arena].get(root.value.id) ?? claim(arena, colourOf(value), root.value.stack * rows, stride);
    claimed[arena].set(root.value.id, whole);
    return { ...whole, at: whole.at + root.batch * rows * stride };
  };

  return {
    /** Layers, two heads as one. */
    layers,
    makerOf,
    isBytes,
    isHeads,
    resultOf,
    numbersOf,
    heads,
    sample,
    /** Whether a value is part of another. */
    isPart: (value: Value) => within.has(value.id),
    /** A value's first batch within the value that contains it. */
    batchOf: (value: Value) => rootOf(value).batch,
    of: (value: Value) => placeIn('activations', value),
    /** What a layer reads, unless that is bytes. */
    inputOf: ({ from: [x] }: OpOf<'layer'>): Place | null => (isBytes(x) ? null : placeIn('activations', x)),
    /** ∂objective/∂value, before the activation of its layer; for a sample, of its heads. */
    deltaOf: (value: Value) => placeIn('deltas', value),
  };
}
export type Values = ReturnType<typeof placeValues>;
