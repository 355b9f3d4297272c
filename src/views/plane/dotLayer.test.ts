import { expect, test } from 'vitest';
import { panBy, screenX, screenY, showing, zoomAt } from '../../math/viewport';
import { shiftOf } from './dotLayer';

const view = showing({ left: 0, top: 0, width: 400, height: 300 }, { centre: [1, 2], extent: 3 });
const drawn = {
  scale: view.scale,
  density: 2,
  radius: 1.6,
  width: 400,
  height: 300,
  x: screenX(view, 0),
  y: screenY(view, 0),
};

test('the picture of the dots moves with the plane, by whole device pixels', () => {
  expect(shiftOf(drawn, view, 2, 1.6)).toEqual({ x: 0, y: 0 });
  expect(shiftOf(drawn, panBy(view, 30, -12), 2, 1.6)).toEqual({ x: 60, y: -24 });
  expect(shiftOf(drawn, panBy(view, 0.3, 0), 2, 1.6)).toEqual({ x: 1, y: 0 });
});

test('it is drawn again when its edge comes into view, or for another size or zoom', () => {
  expect(shiftOf(drawn, panBy(view, 97, 0), 2, 1.6)).toBeNull();
  expect(shiftOf(drawn, panBy(view, 0, -97), 2, 1.6)).toBeNull();
  expect(shiftOf(drawn, zoomAt(view, 1.01, 200, 150), 2, 1.6)).toBeNull();
  expect(shiftOf(drawn, { ...view, width: 401 }, 2, 1.6)).toBeNull();
  expect(shiftOf(drawn, view, 1, 1.6)).toBeNull();
  expect(shiftOf(drawn, view, 2, 1.25)).toBeNull();
});
