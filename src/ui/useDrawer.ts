/** What a component draws or writes past React, in the frames that all share, for as long as it is there. */
import { type DependencyList, useEffect } from 'react';
import { createDrawer } from './frame';

/** Subscribes `mark` to whatever should lead to a new drawing; returns what ends that. */
export type When = (mark: () => void) => (() => void)[];

/**
 * Draws once, and again in a frame after each mark, at least `every` ms apart. `deps` are those of an effect: with others
 * all begins anew.
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
    // biome-ignore lint/correctness/useExhaustiveDependencies: they are the caller's
  }, deps);
}
