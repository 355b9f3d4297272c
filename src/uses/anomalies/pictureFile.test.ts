import { expect, test } from 'vitest';
import { imageFrom, type Pixels } from './pictureFile';

/** A grey picture; `paint` gives the grey at a place. */
function grey(width: number, height: number, paint: (x: number, y: number) => number, opaque = 255): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i++) {
    const v = paint(i % width, Math.floor(i / width));
    data.set([v, v, v, opaque], 4 * i);
  }
  return { data, width, height };
}
const at = (image: Uint8Array | null, x: number, y: number) => image?.[y * 28 + x];

/** The bounding box of an image's ink, and its centre of mass. */
function shapeOf(image: Uint8Array | null) {
  let [left, right, top, bottom, mass, x, y] = [28, 0, 28, 0, 0, 0, 0];
  image?.forEach((v, i) => {
    if (v < 128) return;
    left = Math.min(left, i % 28);
    right = Math.max(right, (i % 28) + 1);
    top = Math.min(top, Math.floor(i / 28));
    bottom = Math.max(bottom, Math.floor(i / 28) + 1);
  });
  image?.forEach((v, i) => {
    mass += v;
    x += v * ((i % 28) + 0.5);
    y += v * (Math.floor(i / 28) + 0.5);
  });
  return { width: right - left, height: bottom - top, x: x / mass, y: y / mass };
}

test('an image of 28 × 28 is unchanged, dark on light or light on dark', () => {
  const dark = imageFrom(grey(28, 28, (x, y) => (x === 14 && y === 14 ? 200 : 0)));
  expect(at(dark, 14, 14)).toBe(200);
  expect(at(dark, 0, 0)).toBe(0);
  const light = imageFrom(grey(28, 28, (x, y) => (x === 3 && y === 20 ? 55 : 255)));
  expect(at(light, 3, 20)).toBe(200);
  expect(at(light, 14, 14)).toBe(0);
});

test.each([
  ['large and off the middle', 300, 200, [200, 20, 260, 140]],
  ['small', 12, 12, [1, 1, 4, 7]],
])('ink fills the box, keeps its shape and is centred: %s', (_, width, height, [l, t, r, b]) => {
  const bar = (x: number, y: number) => (x >= l && x < r && y >= t && y < b ? 0 : 255);
  const shape = shapeOf(imageFrom(grey(width, height, bar)));
  expect(shape).toMatchObject({ width: 10, height: 20 });
  expect(shape.x).toBeCloseTo(14, 1);
  expect(shape.y).toBeCloseTo(14, 1);
});

test('the centre is the centre of mass', () => {
  // Heavy on the left: the centre of the box lies to its right.
  const shape = shapeOf(
    imageFrom(grey(200, 200, (x, y) => (y > 90 && y < 110 && (x < 60 || x % 20 < 4) ? 0 : 255))),
  );
  expect(shape.x).toBeCloseTo(14, 0);
});

test('transparent pixels are paper, and grey ink stays grey', () => {
  const half = grey(40, 40, (x, y) => (x > 10 && x < 30 && y > 10 && y < 30 ? 127 : 255));
  expect(at(imageFrom(half), 14, 14)).toBeCloseTo(128, -0.5);
  const clear = grey(40, 40, () => 0, 0);
  for (let i = 0; i < 40 * 40; i++)
    clear.data[4 * i + 3] = i % 40 > 5 && i % 40 < 35 && i > 760 && i < 960 ? 255 : 0;
  expect(at(imageFrom(clear), 14, 14)).toBeGreaterThan(100);
});

test('a blank page gives no image, whatever its size', () => {
  for (const [w, h] of [
    [28, 28],
    [100, 60],
    [1, 1],
  ])
    for (const tone of [0, 255]) expect(imageFrom(grey(w, h, () => tone))).toBeNull();
});

test('F21: ink on nothing is the same sign whatever its colour; a picture without any ink is blank', () => {
  const drawn = (ink: number) => {
    const picture = grey(90, 90, () => ink);
    for (let i = 0; i < 8100; i++) {
      const [x, y] = [i % 90, Math.floor(i / 90)];
      picture.data[4 * i + 3] = x > 40 && x < 48 && y > 20 && y < 70 ? 255 : 0;
    }
    return imageFrom(picture);
  };
  expect(drawn(0)?.some((byte) => byte > 200)).toBe(true);
  expect(drawn(255)).toEqual(drawn(0));
  expect(drawn(120)).toEqual(drawn(0));
  for (const [ink, opaque] of [
    [0, 255],
    [255, 255],
    [255, 0],
    [0, 0],
  ])
    expect(imageFrom(grey(40, 40, () => ink, opaque))).toBeNull();
});
