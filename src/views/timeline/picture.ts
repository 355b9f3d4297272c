/**
 * A small picture of the plane at one step: the codes of the test images as dots, or for a model without an encoder what
 * its decoder draws.
 */
import { createDecoder } from '../../decode/decoder';
import { type Directions, placesOn, withPlane } from '../../latent/slice';
import { showing } from '../../math/viewport';
import { hasPrior } from '../../model/predicates';
import { imageSize, type ModelSpec } from '../../model/spec';
import { channels, palette } from '../../ui/palette';
import { HIDDEN, splat } from '../plane/dots';
import { homeOf, PRIOR, PRIOR_HOME } from '../plane/home';
import { UNLABELLED } from '../plane/planePoints';

/** What is known of the model at a step. */
export interface Pictured {
  spec: ModelSpec;
  decoder: Float32Array;
  /** Codes of the first test images, count × latent. */
  points: { count: number; mu: Float32Array } | null;
}

interface Look {
  directions: Directions;
  /** The class of each test image, where known. */
  labels: Uint8Array | null;
  hidden: ReadonlySet<number>;
  /** What a conditional model generates. */
  label: number;
}

/** More dots would only cover each other. */
const MOST_DOTS = 1000;
/** Of a dot, as a part of the picture's side. */
const RADIUS = 0.021;
/** Digits in a row and in a column. */
const DIGITS = 4;

/** Draws the picture over the whole canvas, seen as the plane shows that step by itself. */
export function drawPicture(
  canvas: HTMLCanvasElement,
  { spec, decoder, points }: Pictured,
  look: Look,
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { width, height } = canvas;
  context.clearRect(0, 0, width, height);
  if (!points) {
    drawDigits(context, spec, decoder, look);
    return;
  }
  const count = Math.min(MOST_DOTS, points.count);
  const positions = placesOn(points.mu, count, look.directions);
  const home = homeOf(hasPrior(spec), positions, count, PRIOR_HOME);
  if (!home) return;
  const { classes, ink2 } = palette();
  const kinds = Uint8Array.from({ length: count }, (_, i) => {
    const label = look.labels?.[i];
    if (label === undefined) return UNLABELLED;
    return look.hidden.has(label) ? HIDDEN : label;
  });
  const image = new ImageData(width, height);
  const raster = { words: new Uint32Array(image.data.buffer), width, height };
  const view = showing({ left: 0, top: 0, width, height }, home);
  const colours = Uint32Array.from([...classes, ink2], (colour) => {
    const [r, g, b] = channels(colour);
    return (b << 16) | (g << 8) | r;
  });
  splat(raster, { positions, kinds, count }, view, 1, RADIUS * width, colours);
  context.putImageData(image, 0, 0);
}

function drawDigits(
  context: CanvasRenderingContext2D,
  spec: ModelSpec,
  weights: Float32Array,
  { directions, label }: Look,
): void {
  const decoder = createDecoder(spec);
  if (weights.length !== decoder.size) return;
  decoder.load(weights);
  // The plane through the middle of the prior.
  const origin = new Array<number>(spec.latent).fill(0);
  const z = Array.from({ length: DIGITS * DIGITS }, (_, i) => {
    const at = (k: number) => PRIOR.extent * ((2 * k + 1) / DIGITS - 1);
    return withPlane(origin, directions, at(i % DIGITS), -at(Math.floor(i / DIGITS)));
  }).flat();
  const { side: own, channels: numbers } = spec.data;
  const pixels = new Float32Array(DIGITS * DIGITS * imageSize(spec.data));
  decoder.decode(z, DIGITS * DIGITS, pixels, label);
  const side = DIGITS * own;
  const image = new ImageData(side, side);
  const [r, g, b] = channels(palette().ink);
  for (let i = 0; i < DIGITS * DIGITS * own * own; i++) {
    const [digit, pixel] = [Math.floor(i / own ** 2), i % own ** 2];
    const x = (digit % DIGITS) * own + (pixel % own);
    const y = Math.floor(digit / DIGITS) * own + Math.floor(pixel / own);
    const level = (c: number) => 255 * pixels[3 * i + c];
    image.data.set(
      numbers === 1 ? [r, g, b, 255 * pixels[i]] : [level(0), level(1), level(2), 255],
      4 * (y * side + x),
    );
  }
  const whole = document.createElement('canvas');
  [whole.width, whole.height] = [side, side];
  whole.getContext('2d')?.putImageData(image, 0, 0);
  context.imageSmoothingQuality = 'high';
  context.drawImage(whole, 0, 0, context.canvas.width, context.canvas.height);
}
