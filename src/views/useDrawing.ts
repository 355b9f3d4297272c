/** A canvas of digits, painted outside React; the only way in which views draw digits. */
import { type DependencyList, type RefObject, useEffect, useRef } from 'react';
import type { ImageForm } from '../experiment/dataShape';
import { useForm } from '../state/form';
import { createDrawer } from '../ui/frame';
import { onTheme } from '../ui/palette';
import type { When } from '../ui/useDrawer';
import { createDigitPainter, type DigitPainter, ONE_DIGIT, type Sheet } from './digit';

interface DrawingOptions {
  sheet?: Sheet;
  /** Of the images, where they are not those of the run. */
  form?: ImageForm;
  /** Subscribes to everything that should cause a new drawing, besides a change of theme. */
  when?: When;
  /** Minimum time between two drawings, in ms (see `ui/frame.ts`). */
  every?: number;
}

/**
 * Returns the ref of the canvas to render. `paint` draws all of its digits; it returns true to draw again in the next
 * frame. Starts over when `deps`, those of an effect, change.
 */
export function useDrawing(
  paint: (painter: DigitPainter) => boolean | undefined,
  { sheet = ONE_DIGIT, form, when, every }: DrawingOptions,
  deps: DependencyList,
): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const ofRun = useForm();
  const { side, channels } = form ?? ofRun;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller passes them
  useEffect(() => {
    if (!canvas.current) return;
    const painter = createDigitPainter(canvas.current, sheet, { side, channels });
    const drawer = createDrawer(() => paint(painter) ?? false, every);
    // The first time immediately, since the canvas is empty; then in frames.
    if (paint(painter)) drawer.mark();
    const stops = [drawer.stop, onTheme(drawer.mark), ...(when?.(drawer.mark) ?? [])];
    return () => {
      for (const stop of stops) stop();
    };
  }, [...deps, side, channels]);
  return canvas;
}
