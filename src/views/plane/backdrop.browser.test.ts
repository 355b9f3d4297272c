/** The order in which the digits of the plane are decoded, as seen on a canvas. */

import { describe, expect, it } from 'vitest';
import { GREY_28 } from '../../experiment/dataShape';
import type { Viewport } from '../../math/viewport';
import { createBackdrop, type DecodeTiles } from './backdrop';

const view: Viewport = { left: 0, top: 0, width: 640, height: 480, cx: 0, cy: 0, scale: 100 };

/** A decoder whose images are all of one opacity, so that a pixel of the plane says by which weights it was decoded. */
function setUp() {
  const backdrop = createBackdrop(0, () => GREY_28);
  let opacity = 50;
  let places: (readonly [number, number])[] = [];
  const decode: DecodeTiles = (at, out) => {
    out.fill(opacity);
    places.push(...at);
    return true;
  };
  let ms = 0;
  const clock = () => ms++;
  backdrop.setView(view);
  return {
    backdrop,
    change(next: number) {
      opacity = next;
      places = [];
      backdrop.invalidate();
    },
    get places() {
      return places;
    },
    fill: (budget: number, past: boolean) => backdrop.fill(decode, budget, clock, past),
    /** The opacities that are on the canvas, without the seams between tiles. */
    shown() {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [view.width, view.height];
      const context = canvas.getContext('2d')!;
      backdrop.draw(context, view);
      const { data } = context.getImageData(0, 0, view.width, view.height);
      const counts = new Map<number, number>();
      for (let i = 3; i < data.length; i += 4) counts.set(data[i], (counts.get(data[i]) ?? 0) + 1);
      return new Set(
        [...counts].filter(([, n]) => n > 0.02 * view.width * view.height).map(([alpha]) => alpha),
      );
    },
  };
}

describe('an earlier step', () => {
  it('is shown everywhere by a quarter of the images, then by all', () => {
    const plane = setUp();
    while (plane.fill(1000, false).more);
    plane.change(50);
    while (plane.fill(1000, false).more);
    expect(plane.shown()).toEqual(new Set([50]));
    // Those whose centre is in view, of which each tile has one.
    const inView = ([x, y]: readonly [number, number]) => Math.abs(x) < 3.2 && Math.abs(y) < 2.4;
    const named = () => plane.places.filter(inView).map(([x, y]) => `${x.toFixed(4)} ${y.toFixed(4)}`);
    const centres = named();
    expect(new Set(centres).size).toBe(centres.length);
    plane.change(200);
    // Stops as soon as the blocks are done: each job takes a ms or two of this clock.
    let first = { decoded: 0, more: true };
    while (plane.shown().has(50)) first = plane.fill(4, true);
    expect(first.more).toBe(true);
    expect(plane.places.length).toBeLessThan(0.45 * centres.length);
    while (plane.fill(1000, true).more);
    expect(named()).toEqual(expect.arrayContaining(centres));
    expect(plane.shown()).toEqual(new Set([200]));
  });

  it('otherwise, tiles are replaced one by one', () => {
    const plane = setUp();
    while (plane.fill(1000, false).more);
    const all = plane.places.length;
    plane.change(200);
    while (plane.shown().has(50)) plane.fill(4, false);
    expect(plane.places.length).toBeGreaterThan(0.7 * all);
  });
});
