/** The values of a phase by their role in the model, with the gradients that flow back to them. */
import { Purpose } from '../../math/random';
import { compileModel } from '../compile';
import { isConvolutional, type Layer, type Layout } from '../layout';
import { pixel } from '../losses';
import { type Op, readBy } from '../operations';
import type { TracedPhase } from '../reference';
import { valuesOf } from '../reference/passContext';
import type { ModelSpec } from '../spec';

/** What a value is: `outputs` are those of the network before they become pixels, `hidden` the activations of a layer. */
export type Role =
  | 'image'
  | 'corrupted'
  | 'label'
  | 'hidden'
  | 'mu'
  | 'logVar'
  | 'epsilon'
  | 'prior'
  | 'z'
  | 'outputs'
  | 'logit';

/** Where a row of a value comes from: what a discriminator can be shown, above all. */
export type Source = 'image' | 'code' | 'reconstruction' | 'prior' | 'sample';

export interface ShownValue {
  role: Role;
  /** The network, and the layer by name, that compute it; null for data and draws. */
  network: Layer['learner'] | null;
  layer: string | null;
  /** Of `hidden` values: the lowest and highest value that their activation can have, if they are bounded. */
  activation: Layer['activation'];
  width: number;
  /** Of a convolution, or its normalisation: its channels, each side × side, channels last; otherwise null. */
  maps: { side: number; channels: number } | null;
  /** Of a code: whether it is a distribution, of mean μ. */
  distribution: boolean;
  /** Which of the values before it it is computed from, by their place among them. */
  from: readonly number[];
  /** One per row. */
  sources: readonly Source[];
  /** Rows × width. */
  numbers: Float64Array;
  /** ∂objective/∂numbers; null where none of the gradients that the step needs passes through. */
  gradient: Float64Array | null;
  /** Of `outputs`: the pixels that they stand for, in [0, 1]. */
  picture: Float64Array | null;
}

/** In the order of computation, without values that only join others. */
export function shownValues(spec: ModelSpec, { phase, context }: TracedPhase): ShownValue[] {
  const { layout } = compileModel(spec);
  const sources = new Map<number, readonly Source[]>();
  // Where each value is shown; a value that only joins others is shown as all of them.
  const places = new Map<number, readonly number[]>();
  let shown = 0;
  return phase.ops.flatMap((o): ShownValue[] => {
    sources.set(o.out.id, sourcesOf(o, layout, sources));
    const role = roleOf(o, layout);
    const from = [...new Set(readBy(o).flatMap(({ id }) => places.get(id) ?? []))];
    places.set(o.out.id, role ? [shown] : from);
    if (!role) return [];
    shown++;
    const numbers = valuesOf(context, o.out);
    const layer = o.op === 'layer' ? o.layer : null;
    return [
      {
        role,
        network: layer?.learner ?? null,
        layer: layer?.name ?? null,
        activation: layer?.activation ?? null,
        width: o.out.width,
        from,
        distribution: layout.logVar !== null,
        maps: layer && mapsOf(layer),
        sources: sources.get(o.out.id) ?? [],
        numbers,
        gradient: context.gradients.get(o.out.id) ?? null,
        picture: role === 'outputs' ? numbers.map((value) => pixel(spec.likelihood, value)) : null,
      },
    ];
  });
}

function mapsOf(layer: Layer): ShownValue['maps'] {
  if (isConvolutional(layer)) return { side: layer.shape.outSide, channels: layer.shape.outChannels };
  if (layer.kind !== 'groupNormalisation' || layer.normalised.pixels === 1) return null;
  return { side: Math.sqrt(layer.normalised.pixels), channels: layer.normalised.channels };
}

function roleOf(o: Op, layout: Layout): Role | null {
  switch (o.op) {
    case 'images':
      return 'image';
    case 'corrupt':
      return 'corrupted';
    case 'labels':
      return 'label';
    case 'normal':
      return o.purpose === Purpose.prior ? 'prior' : 'epsilon';
    case 'sample':
      return 'z';
    case 'layer':
      return roleOfLayer(o.layer, layout);
    case 'codes':
    case 'given':
    case 'pixels':
    case 'silu':
    case 'stack':
      return null;
    default:
      return o satisfies never;
  }
}

/** Null for what is only normalised. */
function roleOfLayer(layer: Layer, { mu, logVar, decoder, encoder, discriminator }: Layout): Role | null {
  if (layer === mu) return 'mu';
  if (layer === logVar) return 'logVar';
  if (layer === discriminator[discriminator.length - 1]) return 'logit';
  // Without a latent, the last of the encoder's layers has the outputs.
  const last = (mu || decoder.length > 0 ? decoder : encoder).at(-1);
  return layer === last ? 'outputs' : layer.activation ? 'hidden' : null;
}

/** Codes come from images, reconstructions from codes, and samples from draws of the prior. */
function sourcesOf(o: Op, layout: Layout, of: ReadonlyMap<number, readonly Source[]>): readonly Source[] {
  const from = (value: { id: number }) => of.get(value.id) ?? [];
  switch (o.op) {
    case 'stack':
      return o.from.flatMap(from);
    case 'normal':
      return [o.purpose === Purpose.prior ? 'prior' : 'code'];
    case 'sample':
      return from(o.mu);
    case 'pixels':
    case 'corrupt':
      return from(o.from);
    case 'layer': {
      const rows = from(o.from[0]);
      if (o.layer === layout.mu || o.layer === layout.logVar) return rows.map(() => 'code');
      if (!layout.decoder.includes(o.layer) || o.layer !== layout.decoder.at(-1)) return rows;
      return rows.map((source) => (source === 'prior' ? 'sample' : 'reconstruction'));
    }
    default:
      return ['image'];
  }
}
