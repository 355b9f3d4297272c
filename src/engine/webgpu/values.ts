/**
 * Where each value of a pass lies. Every value has one place: what is stacked lies in its stack's matrix from the
 * start, outputs lie where their pixels do, and images are read as the bytes that they are wherever nobody needs
 * them among other rows.
 */
import type { Layer } from '../../model/layout';
import type { Op, Value } from '../../model/operations';
import type { Arena, Arenas, Colour, Place } from './memory';
import { quads, type Stages } from './stages';

/** An operation of one kind. */
export type Made<K extends Op['op']> = Extract<Op, { op: K }>;

/** Of `rows` images at once at most; a multiple of four. */
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
    if (!found) throw new Error('a value that nobody makes');
    return found;
  };
  const areLabels = (value: Value): boolean => {
    const maker = makerOf(value);
    return maker.op === 'stack' ? areLabels(maker.from[0]) : maker.op === 'labels';
  };
  /** Two heads are computed as one, by the first: together with the sample, if there is one. */
  const isHeads = ({ layer }: Made<'layer'>) => layer.name === layout.mu?.name && layout.logVar !== null;
  const isSecondHead = (layer: Layer) => layer.name === layout.logVar?.name;
  const sample = ops.find((o) => o.op === 'sample');

  /** What a value lies in, and from which batch on. */
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

  /** Whether a layer reads it as bytes: the images themselves. */
  const isBytes = (value: Value) => makerOf(value).op === 'images';
  /** What a layer's dispatch makes in the end: of heads, the sample. */
  const resultOf = (o: Made<'layer'>): Value => (isHeads(o) && sample ? sample.out : o.out);
  const layers = ops.filter((o): o is Made<'layer'> => o.op === 'layer' && !isSecondHead(o.layer));
  /** Neighbours along a layer differ. */
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
  const strideOf = (value: Value) => quads(isCode(value) ? spread * value.width : value.width);
  const heads: Place = { buffer: 'heads', at: 0, stride: quads(spread * latent) };

  const claimed = { activations: new Map<number, Place>(), deltas: new Map<number, Place>() };
  const placeIn = (arena: Arena, value: Value): Place => {
    const root = rootOf(value);
    const stride = strideOf(root.value);
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
    heads,
    sample,
    /** Whether a value is part of another. */
    isPart: (value: Value) => within.has(value.id),
    /** Which batch of what it lies in is a value's first. */
    batchOf: (value: Value) => rootOf(value).batch,
    of: (value: Value) => placeIn('activations', value),
    /** ∂objective/∂value, before the activation of what made it; of a sample, by its heads. */
    deltaOf: (value: Value) => placeIn('deltas', value),
  };
}
export type Values = ReturnType<typeof placeValues>;
