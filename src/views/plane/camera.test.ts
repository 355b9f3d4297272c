import { describe, expect, it } from 'vitest';
import { covering } from '../../math/viewport';
import { createCamera } from './camera';

const rect = { left: 0, top: 0, width: 400, height: 400 };
const home = { centre: [0, 0] as const, extent: 3 };

function camera() {
  const c = createCamera(home);
  c.setRect(rect);
  return c;
}

describe('camera', () => {
  it('stays at home until the reader moves it, and returns there on reset', () => {
    const c = camera();
    expect(covering(c.view).extent).toBeCloseTo(3);
    c.zoom(2);
    c.setHome({ centre: [5, 5], extent: 10 }, false);
    expect(covering(c.view).extent).toBeCloseTo(1.5);
    c.reset(false);
    expect(covering(c.view)).toEqual({ centre: [5, 5], extent: 10 });
    expect(c.movedByReader).toBe(false);
  });

  it('moves home smoothly, until the reader takes over', () => {
    const c = camera();
    c.setHome({ centre: [1, 0], extent: 6 }, true);
    expect(c.advance(1000)).toBe(true);
    expect(c.view.cx).toBe(0);
    expect(c.advance(1100)).toBe(true);
    expect(c.view.cx).toBeGreaterThan(0);
    expect(c.view.cx).toBeLessThan(1);
    expect(c.advance(1300)).toBe(false);
    expect(c.view.cx).toBe(1);
    c.setHome({ centre: [9, 0], extent: 6 }, true);
    c.pan(0, 0);
    expect(c.advance(1400)).toBe(false);
    expect(c.view.cx).toBe(1);
  });
});
