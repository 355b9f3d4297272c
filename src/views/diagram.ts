/**
 * The model diagram as data: the parts of a model, their numbers of parameters, and the outlines of their layers. Pure;
 * ModelDiagram.tsx renders it.
 */

import type { Stage } from '../controls/rows';
import { layoutOf } from '../model/compile';
import { familyOf } from '../model/families';
import { isConvolutional, type Layer, tensorsOf } from '../model/layout';
import {
  discriminatorInput,
  hasClosedForm,
  hasLatent,
  isAutoregressive,
  isStochastic,
} from '../model/predicates';
import { imageSize, type ModelSpec } from '../model/spec';

/** How the layers of an encoder or a decoder are drawn; `matrix` and `single` are one layer, without settings. */
export type Style = 'dense' | 'convolutions' | 'masked' | 'matrix' | 'single';

export interface Stack {
  style: Style;
  /** The layers whose widths can be set: not the heads, the output and normalisations. */
  hidden: readonly Layer[];
  /** Whether some of them are normalised. */
  normalised: boolean;
  /** Units at the input and at the output. */
  from: number;
  to: number;
}

export interface Diagram {
  encoder: Stack | null;
  /** What a code is: a point, a distribution, or a sample of the prior; null for models without codes. */
  latent: 'point' | 'distribution' | 'prior' | null;
  decoder: Stack | null;
  discriminator: Stack | null;
  /** The input of the discriminator, which is drawn beside its source. */
  classifies: 'codes' | 'images' | null;
  /** Whether the label is an input, and whether the encoder's input is corrupted. */
  conditional: boolean;
  corrupted: boolean;
  /** The layers from the last hidden layer to the code, and to the image. */
  heads: readonly Layer[];
  output: readonly Layer[];
}

export function diagramOf(spec: ModelSpec): Diagram {
  const { encoder, mu, logVar, decoder, discriminator } = layoutOf(spec);
  const { latent } = spec;
  const pixels = imageSize(spec.data);
  const masked = isAutoregressive(spec);
  const style: Style = hasClosedForm(spec)
    ? 'matrix'
    : masked
      ? 'masked'
      : spec.architecture === 'conv'
        ? 'convolutions'
        : 'dense';
  /** A family without hidden layers has a single one. */
  const styleOf = (widths: 'encoder' | 'decoder'): Style =>
    style === 'dense' && !familyOf(spec).settings.includes(widths) ? 'single' : style;
  const classifies = discriminatorInput(spec);
  const heads = [mu, logVar].filter((layer) => layer !== null);
  const conditional = spec.condition === 'label';
  const layersOf = (all: readonly Layer[]) => {
    const hidden = all.filter(({ kind }) => kind !== 'groupNormalisation');
    return { hidden, normalised: hidden.length < all.length };
  };
  return {
    encoder: masked
      ? { style, ...layersOf(encoder.slice(0, -1)), from: pixels, to: pixels }
      : mu && { style: styleOf('encoder'), ...layersOf(encoder), from: pixels, to: latent },
    latent: !hasLatent(spec) ? null : !mu ? 'prior' : isStochastic(spec) ? 'distribution' : 'point',
    decoder: hasLatent(spec)
      ? { style: styleOf('decoder'), ...layersOf(decoder.slice(0, -1)), from: latent, to: pixels }
      : null,
    discriminator: classifies && {
      style: discriminator.some(isConvolutional) ? 'convolutions' : 'dense',
      ...layersOf(discriminator.slice(0, -1)),
      from: classifies === 'codes' ? latent : pixels,
      to: 1,
    },
    classifies,
    conditional,
    corrupted: spec.corruption !== 'none',
    heads,
    output: masked ? encoder.slice(-1) : decoder.slice(-1),
  };
}

/** The parts that the model has, in the order of the diagram; training comes last. */
export function stagesOf({ encoder, latent, decoder, discriminator }: Diagram): Stage[] {
  const there: [Stage, unknown][] = [
    ['image', encoder],
    ['encoder', encoder],
    ['latent', latent],
    ['decoder', decoder],
    ['output', true],
    ['discriminator', discriminator],
    ['training', true],
  ];
  return there.filter(([, part]) => part).map(([stage]) => stage);
}

/** The number of weights and biases of some layers, with the normalisations that follow them. */
export function parametersOf(spec: ModelSpec, layers: readonly Layer[]): number {
  const names = new Set(layers.map(({ name }) => name));
  const layout = layoutOf(spec);
  layout.layers.forEach(({ kind, name }, i) => {
    if (kind === 'groupNormalisation' && names.has(layout.layers[i - 1].name)) names.add(name);
  });
  return tensorsOf(layout)
    .filter(({ layer }) => names.has(layer.name))
    .reduce((sum, { size }) => sum + size, 0);
}

/**
 * The drawn width is proportional to the square root of the units, so that 784 pixels are 28 wide; 1024 units fill the
 * box.
 */
const WIDEST = Math.sqrt(1024);
/** Even a single unit has this share of the box's width, so that the field with its number fits inside. */
const NARROWEST = 0.42;

/** A number of units as a share of the box's width, in (0, 1]. */
export function share(units: number): number {
  return Math.min(1, NARROWEST + (1 - NARROWEST) * (Math.sqrt(units) / WIDEST));
}

/**
 * The outline of a stack of layers as SVG points in a 100 × 100 box, symmetric about x = 50: as wide as `above` at the
 * top edge, as each layer at the middle of its row, and as `below` at the bottom edge.
 */
export function outline(above: number, widths: readonly number[], below: number): string {
  const rows = widths.length;
  const right: [number, number][] = [
    [share(above), 0],
    ...widths.map((w, i): [number, number] => [share(w), (100 * (i + 0.5)) / rows]),
    [share(below), 100],
  ];
  const side = (sign: 1 | -1) =>
    right.map(([s, y]) => `${(50 + sign * round(50 * s)).toFixed(2)},${y.toFixed(2)}`);
  return [...side(1), ...side(-1).toReversed()].join(' ');
}

const round = (x: number) => Math.round(100 * x) / 100;

/** Side, in pixels, of the feature maps of a convolutional layer. */
export function sideOf(layer: Layer, channels: number): number {
  return isConvolutional(layer) ? layer.shape.outSide : Math.round(Math.sqrt(layer.outputs / channels));
}

/**
 * The weights that a mask keeps, as SVG points in a 100 × 100 box: inputs from left to right, outputs from top to
 * bottom.
 */
export function maskOutline(reach: Int32Array, outputs: number): string {
  const steps = Math.min(16, reach.length);
  const points = Array.from({ length: steps }, (_, k) => {
    const first = reach[Math.floor(((k + 0.5) * reach.length) / steps)];
    const y = round((100 * first) / outputs);
    return `${round((100 * k) / steps)},${y} ${round((100 * (k + 1)) / steps)},${y}`;
  });
  return [...points, '100,100', '0,100'].join(' ');
}
