/** Draws or writes outside React, in the shared animation frame, while the component is mounted. */
import { type DependencyList, useEffect } from 'react';
import { createDrawer } from './frame';

/** Subscribes `mark` to everything that should cause a new drawing; returns the functions that unsubscribe. */
export type When = (mark: () => void) => (() => void)[];

/**
 * Draws once, and again in a frame after each mark, at least `every` ms apart. Starts over when `deps`, those of an
 * effect, change.
 */
export function useDrawer(draw: () => void, when: When, every: number, deps: DependencyList): void {
  useEffect(() => {
    const drawer = createDrawer(() => {
      draw();
      return false;
    }, every);
    drawer.mark();
    const stops = [drawer.stop, ...when(drawer.mark)];
    return () => {
      for (const stop of stops) stop();
    };
    // biome-ignore lint/correctness/useExhaustiveDependencies: the caller passes them
  }, deps);
}
