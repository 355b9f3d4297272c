/** A canvas of digits, painted outside React: the one way in which views draw them. */
import { type DependencyList, type RefObject, useEffect, useRef } from 'react';
import { createDrawer } from '../ui/frame';
import { onTheme } from '../ui/palette';
import type { When } from '../ui/useDrawer';
import { createDigitPainter, type DigitPainter, ONE_DIGIT, type Sheet } from './digit';

interface DrawingOptions {
  sheet?: Sheet;
  /** What leads to a new drawing, besides another theme. */
  when?: When;
  /** Milliseconds between two drawings, at least (see `ui/frame.ts`). */
  every?: number;
}

/**
 * The canvas to render. `paint` draws all of its digits; it returns true to draw again in the next frame. `deps` are
 * those of an effect: with others the canvas begins anew.
 */
export function useDrawing(
  paint: (painter: DigitPainter) => boolean | undefined,
  { sheet = ONE_DIGIT, when, every }: DrawingOptions,
  deps: DependencyList,
): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!canvas.current) return;
    const painter = createDigitPainter(canvas.current, sheet);
    const drawer = createDrawer(() => paint(painter) ?? false, every);
    // At once, as the canvas is empty; in frames from then on.
    if (paint(painter)) drawer.mark();
    const stops = [drawer.stop, onTheme(drawer.mark), ...(when?.(drawer.mark) ?? [])];
    return () => {
      for (const stop of stops) stop();
    };
    // biome-ignore lint/correctness/useExhaustiveDependencies: they are the caller's
  }, deps);
  return canvas;
}
