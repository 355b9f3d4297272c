/** Draws of a learned prior at one time: dots in the colour of the class that they end in, and what some of them decode to. */

import { drawsAt, type FlowPaths, oneOfEach } from '../../../analysis/flowPaths';
import { MOST_CLASSES } from '../../../experiment/labels';
import { onPlane, placesOn } from '../../../latent/slice';
import { momentsOf } from '../../../math/activity';
import { screenX, screenY, type Viewport } from '../../../math/viewport';
import { useFlowShown } from '../../../state/flowShown';
import { formNow, sizeNow } from '../../../state/form';
import { useLearnedPrior } from '../../../state/learnedPrior';
import { decodePublished } from '../../../state/published';
import { useStore } from '../../../state/store';
import { palette } from '../../../ui/palette';
import { densityOf } from '../../../ui/pointer';
import { coloursAt } from '../depth';
import { dotRadius, HIDDEN, splat } from '../dots';
import { createPictures, PICTURE } from '../pictures';
import { drawScore, scoreArrows } from './score';

/** The kind of draws whose class is unknown. */
const UNKNOWN = MOST_CLASSES;
/** Pictures of draws whose classes are unknown. */
const FEW = 10;

/** Returns a function that draws on the canvas. */
export function createFlowDrawing(canvas: HTMLCanvasElement): (v: Viewport, unit: number) => void {
  const context = canvas.getContext('2d');
  let image: ImageData | null = null;

  return (v, unit) => {
    const { paths, t } = useFlowShown.getState();
    if (!context) return;
    const density = densityOf(canvas) * unit;
    const [width, height] = [Math.round(v.width * density), Math.round(v.height * density)];
    if (canvas.width !== width || canvas.height !== height || !image) {
      [canvas.width, canvas.height] = [width, height];
      image = new ImageData(width, height);
    }
    const words = new Uint32Array(image.data.buffer).fill(0);
    const { run, slice, look } = useStore.getState();
    const some = paths && paths.latent === run.spec.latent ? paths : null;
    const z = some && drawsAt(some, t);
    if (some && z) {
      const { count } = some;
      const kinds = kindsOf(some, look.classes);
      const colours = palette();
      splat(
        { words, width, height },
        { positions: placesOn(z, count, slice), kinds, count },
        v,
        density,
        dotRadius(count),
        coloursAt(0, [...colours.classes, colours.ink2], colours.paper),
      );
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.putImageData(image, 0, 0);
    if (!some || !z) return;
    const { learned } = useLearnedPrior.getState();
    if (useFlowShown.getState().score && some.latent === 2 && learned) {
      context.setTransform(density, 0, 0, density, 0, 0);
      drawScore(context, scoreArrows(learned.flow, some.label, t, slice, v), palette().ink);
    }
    drawPictures(context, v, density, some, z);
  };
}

/** The kind of each draw: its class; draws of classes that the reader has hidden are hidden. */
function kindsOf({ classes, count }: FlowPaths, shown: readonly number[]): Uint8Array {
  if (!classes) return new Uint8Array(count).fill(UNKNOWN);
  return classes.map((label) => (shown.includes(label) ? label : HIDDEN));
}

/** How far the middle of a picture is from its draw, away from the mean of all draws, in units (see `unit.ts`). */
const AWAY = 30;
/** Pictures that would be nearer to one another in both directions are left out. */
const APART = PICTURE.size + 4;

/** What one draw of each class decodes to, beside it and joined to it by a line, where there is room. */
function drawPictures(
  context: CanvasRenderingContext2D,
  v: Viewport,
  density: number,
  paths: FlowPaths,
  z: Float32Array,
): void {
  const { slice, look } = useStore.getState();
  const { latent, classes } = paths;
  const chosen = oneOfEach(paths, classes ? MOST_CLASSES : FEW).filter(
    (i) => !classes || look.classes.includes(classes[i]),
  );
  const codes = new Float32Array(chosen.length * latent);
  chosen.forEach((draw, i) => void codes.set(z.subarray(draw * latent, (draw + 1) * latent), i * latent));
  const pixels = new Float32Array(chosen.length * sizeNow());
  if (chosen.length === 0 || !decodePublished(codes, pixels, chosen.length)) return;
  const images = Uint8Array.from(pixels, (p) => Math.round(255 * p));
  const { side, channels } = formNow();
  const set = { side, channels, images, labels: null, count: chosen.length };
  const colours = palette();
  const pictures = createPictures(colours);
  const [middleX, middleY] = onPlane(momentsOf(z, latent).mean, slice);
  const taken: { x: number; y: number }[] = [];
  context.setTransform(density, 0, 0, density, 0, 0);
  chosen.forEach((draw, i) => {
    const [x, y] = onPlane(codes.subarray(i * latent, (i + 1) * latent), slice);
    const [px, py] = [screenX(v, x), screenY(v, y)];
    const [dx, dy] = [px - screenX(v, middleX), py - screenY(v, middleY)];
    const far = Math.max(1e-6, Math.hypot(dx, dy));
    const at = { x: px + (AWAY * dx) / far, y: py + (AWAY * dy) / far };
    if (taken.some((other) => Math.abs(other.x - at.x) < APART && Math.abs(other.y - at.y) < APART)) return;
    taken.push(at);
    const colour = colours.classes[classes?.[draw] ?? UNKNOWN] ?? colours.ink2;
    context.strokeStyle = colour;
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(px, py);
    context.lineTo(at.x, at.y);
    context.stroke();
    pictures.draw(context, set, i, at.x, at.y, colour);
  });
}
