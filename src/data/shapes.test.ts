import { expect, test } from 'vitest';
import { namedShape } from '../experiment/dataShape';
import { imageAt } from './images';
import { drawShapes, SHAPES_FORM, shapeFactors, shapesDataset } from './shapes';
import { SHAPE_NAMES } from './shapes/outlines';
import { same } from './testing';

const drawn = drawShapes(400, 3);
const { side } = SHAPES_FORM;

/** Ink by its red, green and blue, its centre of mass, and how many pixels are lit. */
function looked(i: number) {
  const image = imageAt(drawn, i);
  const sums = [0, 0, 0];
  let [mass, x, y, lit] = [0, 0, 0, 0];
  for (let p = 0; p < side * side; p++) {
    const light = image[3 * p] + image[3 * p + 1] + image[3 * p + 2];
    for (let c = 0; c < 3; c++) sums[c] += image[3 * p + c];
    mass += light;
    x += light * ((p % side) + 0.5);
    y += light * (Math.floor(p / side) + 0.5);
    if (light > 0) lit++;
  }
  return { sums, x: x / mass - side / 2, y: y / mass - side / 2, lit };
}

test('an image depends on the seed and its index alone', () => {
  expect(same(drawShapes(3, 3, 7).images, drawn.images.subarray(7 * 3072, 10 * 3072))).toBe(true);
  expect(shapeFactors(3, 7)).toEqual(drawn.factors[7]);
  expect(same(drawShapes(1, 4).images, imageAt(drawn, 0))).toBe(false);
});

test('shapes have the colour, the place and about the size of their factors, and lie within the image', () => {
  drawn.factors.forEach(({ label, hue, size, x, y }, i) => {
    const seen = looked(i);
    // The channel nearest to the hue is the strongest.
    const nearest = [0, 1, 2].map((c) => Math.abs(((hue - c / 3 + 1.5) % 1) - 0.5));
    const strongest = seen.sums.indexOf(Math.max(...seen.sums));
    expect(nearest[strongest]).toBeLessThan(1 / 6 + 0.01);
    // Of a heart and a triangle, the centre of mass is not the middle; a moon is on one side of it.
    const off = SHAPE_NAMES[label] === 'moon' ? 0.5 * size : 0.2 * size;
    expect(Math.hypot(seen.x - x, seen.y - y)).toBeLessThan(off);
    expect(seen.lit).toBeGreaterThan(0.6 * size * size);
    expect(seen.lit).toBeLessThan(3.8 * size * size);
    const image = imageAt(drawn, i);
    for (let k = 0; k < side; k++)
      for (const p of [k, side * side - 1 - k, k * side, k * side + side - 1]) expect(image[3 * p]).toBe(0);
  });
});

test('all shapes are drawn about equally often, whatever their colour', () => {
  const counts = SHAPE_NAMES.map((_, label) => drawn.labels.filter((l) => l === label).length);
  for (const count of counts) expect(count).toBeGreaterThan(25);
  const warm = drawn.factors.filter(({ hue }) => hue < 0.5);
  for (const label of SHAPE_NAMES.keys())
    expect(warm.filter((f) => f.label === label).length).toBeGreaterThan(8);
});

test('the data set has the shape that the settings expect', () => {
  const { train, test: held, id } = shapesDataset();
  expect([train.count, held.count]).toEqual([10_000, 2_000]);
  expect(namedShape('shapes')).toEqual({
    side: held.side,
    channels: held.channels,
    classes: SHAPE_NAMES.length,
  });
  expect(train.images).toHaveLength(10_000 * 3072);
  expect(id).toBe('shapes');
  // Test images are others.
  expect(same(imageAt(train, 0), imageAt(held, 0))).toBe(false);
});
