/**
 * One HTML file with the plane of a model: its decoder, the codes of test images and a small script of its own. It
 * opens from a disk, without a network.
 */
import { signOf } from '../../experiment/labels';
import type { Slice } from '../../latent/slice';
import { isConvolutional, type Layout } from '../../model/layout';
import type { ModelSpec } from '../../model/spec';
import { paddingOf } from '../code/convolution';
import { apart, middlesOf } from '../pictures/plane';
import viewer from './viewer.js?raw';

export interface HtmlSubject {
  spec: ModelSpec;
  layout: Layout;
  /** Parameters from `layout.decoderStart` on. */
  decoder: Float32Array;
  slice: Slice;
  /** The visible square of the plane. */
  centre: readonly [number, number];
  extent: number;
  /** Places of codes on the plane, count × 2, and their classes; a set without labels has zeros. */
  places: Float32Array;
  classes: Uint8Array;
  labelled: boolean;
  /** What the classes are called, where that is not just their numbers. */
  names?: readonly string[] | null;
  colours: readonly string[];
  words: {
    /** Of the language, for `lang`. */
    locale: string;
    title: string;
    /** Model, data, step and settings. */
    caption: string;
    link: string;
    hint: string;
    plane: string;
    digit: string;
    label: string;
  };
}

export function htmlOf({ spec, layout, decoder, slice, words, ...rest }: HtmlSubject): string {
  const model = {
    likelihood: spec.likelihood,
    labels: spec.condition === 'label' ? spec.data.classes : 0,
    layers: layout.decoder.map((layer) => ({
      kind: layer.kind,
      activation: layer.activation,
      inputs: layer.inputs,
      outputs: layer.outputs,
      weight: layer.weight - layout.decoderStart,
      bias: layer.bias - layout.decoderStart,
      ...(layer.kind === 'groupNormalisation' && layer.normalised),
      ...(isConvolutional(layer) && { ...layer.shape, before: paddingOf(layer).before }),
    })),
    weights: base64(new Uint8Array(decoder.slice().buffer)),
    origin: [...slice.origin],
    u: [...slice.u],
    side: spec.data.side,
    channels: spec.data.channels,
    v: [...slice.v],
    centre: rest.centre,
    extent: rest.extent,
    codes: base64(new Uint8Array(rest.places.slice().buffer)),
    classes: base64(rest.classes),
    colours: rest.colours,
    numerals: rest.labelled ? numeralsOf(rest) : [],
  };
  const safe = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const options = Array.from(
    { length: spec.data.classes },
    (_, i) =>
      `<option value="${i}"${i === 3 ? ' selected' : ''}>${safe(rest.names?.[i] ?? String(i))}</option>`,
  ).join('');
  return `<!doctype html>
<html lang="${words.locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${safe(words.title)}</title>
<style>
  body { margin: 0 auto; max-width: 62rem; padding: 1rem; font: 1rem/1.4 system-ui, sans-serif; color: #222; background: #fff; }
  main { display: flex; flex-wrap: wrap; gap: 1rem; align-items: start; }
  #plane { width: min(100%, 40rem); touch-action: none; cursor: crosshair; border: 1px solid #ccc; }
  main > div { flex: 1; min-width: 14rem; }
  #digit { width: 14rem; image-rendering: pixelated; border: 1px solid #ccc; display: block; }
  h1 { font-size: 1.25rem; }
</style>
<h1>${safe(words.title)}</h1>
<p>${safe(words.caption)}</p>
<main>
<canvas id="plane" width="640" height="640" tabindex="0" role="img" aria-label="${safe(words.plane)}"></canvas>
<div>
<canvas id="digit" width="${spec.data.side}" height="${spec.data.side}" role="img" aria-label="${safe(words.digit)}"></canvas>
<p id="place"></p>
<p id="labels" hidden><label>${safe(words.label)} <select>${options}</select></label></p>
<p>${safe(words.hint)}</p>
</div>
</main>
<p><a href="${safe(words.link)}">${safe(words.link)}</a></p>
<script type="application/json" id="model">${JSON.stringify(model).replace(/</g, '\\u003c')}</script>
<script>
${plain(viewer)}</script>
</html>
`;
}

/** Without the line for the type checker. */
const plain = (script: string): string => script.replace('// @ts-nocheck\n', '');

/** In pieces: a call has a limited number of arguments. */
function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/** Pixels per unit of half the plane's side, which the page shows at this size. */
const HALF_SIDE = 320;

/** The numerals of the classes at their middles, pushed apart where they would cover each other. */
function numeralsOf({
  places,
  classes,
  extent,
  names,
}: Pick<HtmlSubject, 'places' | 'classes' | 'extent' | 'names'>) {
  const scale = HALF_SIDE / extent;
  const marks = middlesOf(places, classes).map(({ label, at: [x, y] }) => ({
    label,
    px: scale * x,
    py: scale * y,
  }));
  return apart(marks).map(({ label, px, py }) => ({
    label: signOf(label, names),
    at: [px / scale, py / scale],
  }));
}
