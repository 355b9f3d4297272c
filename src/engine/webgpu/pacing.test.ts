import { describe, expect, it } from 'vitest';
import { createPacing } from './pacing';

describe('the pace', () => {
  it('starts with one step per submit', () => {
    expect(createPacing(32).steps()).toBe(1);
  });

  it('takes as many steps as fit into ten milliseconds', () => {
    const pacing = createPacing(32);
    pacing.took(4, 8);
    expect(pacing.steps()).toBe(5);
  });

  it('never takes fewer than one, nor more than the limit', () => {
    const slow = createPacing(32);
    slow.took(1, 500);
    expect(slow.steps()).toBe(1);
    const fast = createPacing(32);
    fast.took(100, 1);
    expect(fast.steps()).toBe(32);
  });

  it('adopts a short measurement at once and a long one slowly', () => {
    const pacing = createPacing(32);
    pacing.took(1, 100);
    pacing.took(1, 2);
    expect(pacing.steps()).toBe(5);
    pacing.took(1, 100);
    expect(pacing.steps()).toBeLessThan(5);
    for (let i = 0; i < 20; i++) pacing.took(1, 100);
    expect(pacing.steps()).toBe(1);
  });
});
