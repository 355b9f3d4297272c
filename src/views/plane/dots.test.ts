import { describe, expect, it } from 'vitest';
import { showing } from '../../math/viewport';
import { dotRadius, HIDDEN, type Raster, splat } from './dots';

const rect = { left: 0, top: 0, width: 40, height: 30 };
const view = showing(rect, { centre: [0, 0], extent: 15 });
const COLOURS = Uint32Array.of(0x0000ff, 0x00ff00);

function raster(density = 1): Raster {
  const [width, height] = [rect.width * density, rect.height * density];
  return { words: new Uint32Array(width * height), width, height };
}
const inked = ({ words }: Raster) => [...words.keys()].filter((i) => words[i] !== 0);
const draw = (to: Raster, places: number[], kinds: number[], density = 1, radius = 1.6) =>
  splat(
    to,
    { positions: Float32Array.from(places), kinds: Uint8Array.from(kinds), count: kinds.length },
    view,
    density,
    radius,
    COLOURS,
  );

describe('splat', () => {
  it.each([1, 2])('draws a dot of its colour at the point, with %i device pixels per unit', (density) => {
    const image = raster(density);
    draw(image, [5, -3], [1], density);
    const found = inked(image);
    let [x, y, weight] = [0, 0, 0];
    for (const i of found) {
      const alpha = image.words[i] >>> 24;
      expect(image.words[i] & 0xffffff).toBe(0x00ff00);
      x += alpha * ((i % image.width) + 0.5);
      y += alpha * (Math.floor(i / image.width) + 0.5);
      weight += alpha;
    }
    // The point (5, −3) is 5 units to the right of the middle and 3 below it; a plane unit is one CSS pixel.
    expect(x / weight / density).toBeCloseTo(25, 0);
    expect(y / weight / density).toBeCloseTo(18, 0);
    expect(Math.abs(x / weight / density - 25)).toBeLessThan(0.2);
    // A disc with a diameter of 3.2 CSS pixels.
    const area = weight / (0.88 * 255) / density ** 2;
    expect(area).toBeGreaterThan(0.85 * Math.PI * 1.6 ** 2);
    expect(area).toBeLessThan(1.15 * Math.PI * 1.6 ** 2);
  });

  it('skips points that are hidden, out of view or NaN', () => {
    const image = raster();
    draw(image, [0, 0, 500, 0, Number.NaN, 0, 0, Number.POSITIVE_INFINITY], [HIDDEN, 0, 0, 0]);
    expect(inked(image)).toEqual([]);
  });

  it('cuts a dot off at the edge; it does not wrap around', () => {
    const image = raster();
    draw(image, [-20, 0], [0]);
    expect(inked(image).length).toBeGreaterThan(2);
    for (const i of inked(image)) expect(i % image.width).toBeLessThan(3);
  });

  it('draws later dots over earlier ones, and many of them are at most opaque', () => {
    const image = raster();
    draw(image, [0.1, 0.1, 0.1, 0.1], [0, 1]);
    const middle = image.words[15 * 40 + 20];
    expect((middle >>> 8) & 255).toBeGreaterThan(200);
    expect(middle & 255).toBeLessThan(60);
    for (let i = 0; i < 50; i++) draw(image, [0.1, 0.1], [1]);
    expect(image.words[15 * 40 + 20] >>> 24).toBe(255);
    expect(image.words[15 * 40 + 20] & 0xffffff).toBe(0x00ff00);
  });
});

it('dots are smaller if there are many, between 2 and 4.4 CSS pixels in diameter', () => {
  const radii = [1, 301, 2000, 10_000, 70_000].map(dotRadius);
  for (let i = 1; i < radii.length; i++) expect(radii[i]).toBeLessThanOrEqual(radii[i - 1]);
  expect(2 * Math.min(...radii)).toBeGreaterThanOrEqual(2);
  expect(2 * Math.max(...radii)).toBeLessThanOrEqual(4.4);
});
