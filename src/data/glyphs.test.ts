import { describe, expect, test } from 'vitest';
import { chooseFactors, drawDigit, drawDigits, drawnDataset, type GlyphFactors } from './glyphs';
import { styles } from './glyphs/strokes';
import { PIXELS, SIDE } from './idx';
import { same } from './testing';

const plain: GlyphFactors = { label: 8, style: 0, slant: 0, thickness: 2.5, width: 1, x: 0, y: 0 };

function draw(factors: Partial<GlyphFactors>, index = 0): Uint8Array {
  const out = new Uint8Array(PIXELS);
  drawDigit(out, { ...plain, ...factors }, 3, index);
  return out;
}

/** Ink in full pixels, its centre of mass, its shear (from second moments) and the width of its box. */
function measure(image: Uint8Array) {
  let [ink, cx, cy, left, right] = [0, 0, 0, SIDE, -1];
  const each = (visit: (grey: number, x: number, y: number) => void) =>
    image.forEach((grey, i) => {
      visit(grey / 255, i % SIDE, Math.floor(i / SIDE));
    });
  each((grey, x, y) => {
    ink += grey;
    cx += grey * x;
    cy += grey * y;
    if (grey > 0.25) [left, right] = [Math.min(left, x), Math.max(right, x)];
  });
  cx /= ink;
  cy /= ink;
  let [xy, yy] = [0, 0];
  each((grey, x, y) => {
    xy += grey * (x - cx) * (y - cy);
    yy += grey * (y - cy) ** 2;
  });
  return { ink, cx, cy, slant: -xy / yy, width: right - left + 1 };
}

/** Every class and style once, each with a different wobble. */
const every = styles.flatMap((own, label) => own.map((_, style) => ({ label, style })));

describe('drawn digits', () => {
  test('are a pure function of seed and index', () => {
    const all = drawDigits(40, 7);
    expect(same(all.images, drawDigits(40, 7).images)).toBe(true);
    const tail = drawDigits(15, 7, 25);
    expect(same(tail.images, all.images.slice(25 * PIXELS))).toBe(true);
    expect(tail.factors).toEqual(all.factors.slice(25));
    expect(same(all.images, drawDigits(40, 8).images)).toBe(false);
  });

  test('the returned factors are those that the digit was drawn with', () => {
    const { images, labels, factors } = drawDigits(30, 5, 100);
    factors.forEach((chosen, i) => {
      expect(chosen).toEqual(chooseFactors(5, 100 + i));
      expect(labels[i]).toBe(chosen.label);
      const again = new Uint8Array(PIXELS);
      drawDigit(again, chosen, 5, 100 + i);
      expect(same(again, images.slice(i * PIXELS, (i + 1) * PIXELS))).toBe(true);
    });
  });

  test('every class and every style occurs, classes about equally often', () => {
    const factors = Array.from({ length: 3000 }, (_, i) => chooseFactors(1, i));
    for (const { label, style } of every)
      expect(factors.some((f) => f.label === label && f.style === style)).toBe(true);
    for (let label = 0; label < 10; label++) {
      // 300 expected; the standard deviation of a binomial is 16.
      const n = factors.filter((f) => f.label === label).length;
      expect(Math.abs(n - 300)).toBeLessThan(5 * 16.4);
    }
  });

  test('slant is the measured shear', () => {
    for (const which of every) {
      const [left, upright, right] = [-0.3, 0, 0.3].map((slant) => measure(draw({ ...which, slant })).slant);
      expect(upright - left).toBeGreaterThan(0.15);
      expect(right - upright).toBeGreaterThan(0.15);
      expect(right - left).toBeLessThan(0.75);
    }
  });

  test('a thicker pen leaves more ink, a larger width a wider digit', () => {
    for (const which of every) {
      const inks = [1.5, 2.5, 3.5].map((thickness) => measure(draw({ ...which, thickness })).ink);
      expect(inks[0]).toBeLessThan(inks[1] - 5);
      expect(inks[1]).toBeLessThan(inks[2] - 5);
      // A plain bar has no width.
      if (which.label !== 1)
        expect(measure(draw({ ...which, width: 0.7 })).width).toBeLessThan(
          measure(draw({ ...which, width: 1.2 })).width,
        );
    }
  });

  test('x and y give the centre of the ink', () => {
    for (const which of every) {
      const { cx, cy } = measure(draw({ ...which, x: 0.4, y: -0.3 }));
      // To a fifth of a pixel: the smooth ink is centred, and its ragged edge has a little mass.
      expect(Math.abs(cx - 14.4)).toBeLessThan(0.2);
      expect(Math.abs(cy - 13.7)).toBeLessThan(0.2);
    }
  });

  test('each digit fits its box and is black inside, white outside, grey between', () => {
    const { images, count } = drawDigits(500, 2);
    for (let i = 0; i < count; i++) {
      const image = images.subarray(i * PIXELS, (i + 1) * PIXELS);
      const rows = Array.from({ length: SIDE }, (_, y) =>
        Math.max(...image.subarray(y * SIDE, (y + 1) * SIDE)),
      );
      const tall = rows.filter((most) => most > 60).length;
      expect(tall).toBeLessThanOrEqual(22);
      expect(measure(image).width).toBeLessThanOrEqual(22);
      expect(Math.max(...image)).toBeGreaterThan(150);
      expect(image.filter((grey) => grey === 0).length).toBeGreaterThan(PIXELS / 2);
    }
  }, 60_000);

  test('the ink of each class is that of MNIST', () => {
    // Mean ink of an image of each class in MNIST's test set, in full pixels.
    const mnist = [135.1, 60.2, 117.8, 112.4, 96.2, 103.5, 112.6, 90.1, 120.1, 98.2];
    const { images, labels } = drawDigits(2000, 4);
    for (let label = 0; label < 10; label++) {
      let [sum, n] = [0, 0];
      labels.forEach((own, i) => {
        if (own !== label) return;
        sum += measure(images.subarray(i * PIXELS, (i + 1) * PIXELS)).ink;
        n++;
      });
      expect(Math.abs(sum / n / mnist[label] - 1)).toBeLessThan(0.1);
    }
  }, 60_000);

  test('a nearest-neighbour classifier trained on drawn digits recognises other drawn digits', () => {
    const [known, queried] = [500, 60];
    const train = drawDigits(known, 6);
    const held = drawDigits(queried, 6, known);
    let right = 0;
    for (let i = 0; i < queried; i++) {
      const a = held.images.subarray(i * PIXELS, (i + 1) * PIXELS);
      let [best, nearest] = [Infinity, -1];
      for (let j = 0; j < known; j++) {
        const b = train.images.subarray(j * PIXELS, (j + 1) * PIXELS);
        let distance = 0;
        for (let p = 0; p < PIXELS && distance < best; p++) distance += (a[p] - b[p]) ** 2;
        if (distance < best) [best, nearest] = [distance, j];
      }
      if (train.labels[nearest] === held.labels[i]) right++;
    }
    expect(right).toBeGreaterThanOrEqual(0.85 * queried);
  }, 60_000);

  test('the data set has 10,000 training digits and 2,000 others', () => {
    const { id, origin, train, test: held } = drawnDataset();
    expect([id, origin, train.count, held.count]).toEqual(['drawn', 'drawn', 10_000, 2_000]);
    expect([train.images.length, held.images.length]).toEqual([10_000 * PIXELS, 2_000 * PIXELS]);
    const after = drawDigits(3, 1, 10_000);
    expect(same(held.images.slice(0, 3 * PIXELS), after.images)).toBe(true);
  }, 60_000);

  test('training digits are drawn when they are asked for, and are the same however many are', () => {
    const { train } = drawnDataset();
    const begin = train.first!(10);
    // A view of the whole set, in which nothing is drawn yet beyond these.
    const drawn = new Uint8Array(begin.buffer);
    expect([begin.length, drawn.subarray(10 * PIXELS).some((ink) => ink > 0)]).toEqual([10 * PIXELS, false]);
    expect(same(train.first!(30), drawDigits(30, 1).images)).toBe(true);
    expect(same(train.first!(5), drawDigits(5, 1).images)).toBe(true);
    const last = drawDigits(2, 1, 9_998);
    expect(same(train.images.slice(9_998 * PIXELS), last.images)).toBe(true);
    expect([...train.labels!.slice(9_998)]).toEqual([...last.labels]);
  }, 60_000);
});
