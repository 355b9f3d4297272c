/** tfjs in JavaScript and in WebAssembly against the float64 reference, in Chromium. */
import { describe, expect, it } from 'vitest';
import { INPUT_SIZE } from '../../model/spec';
import { distance, setupOf, stripes } from '../conformance/checks';
import { caseOf, FAMILY_CASES, SETTING_CASES } from '../conformance/table';
import {
  EVERYTHING,
  GAME,
  HYPER,
  LONG,
  OTHERS,
  open,
  PLAIN,
  testBackend,
  VAE,
  whole,
} from './backends.testing';
import { createTfjsEngine } from './engine';

testBackend({
  backend: 'cpu',
  plain: PLAIN,
  tolerance: 1e-3,
  cases: [],
  steps: 100,
  plainSteps: 100,
  short: [PLAIN],
  few: [PLAIN],
  long: { ...LONG, steps: 50 },
});

testBackend({
  ...EVERYTHING,
  backend: 'wasm',
  steps: whole ? 100 : 30,
  tolerance: 1e-3,
  short: [PLAIN, ...SETTING_CASES, ...FAMILY_CASES],
  few: [PLAIN, GAME, ...OTHERS],
});

function relative(a: number, b: number): number {
  return Math.abs(a - b) / Math.abs(b);
}

describe('several engines in one thread', () => {
  it('take turns without disturbing each other', async () => {
    const alone = await open('wasm');
    const expected = await alone.train(0, 6, HYPER);
    alone.dispose();

    const wasm = await open('wasm');
    const cpu = await open('cpu', VAE, { seed: 9 });
    const got: number[] = [];
    for (let s = 0; s < 6; s++) {
      const [a] = await Promise.all([wasm.train(s, 1, HYPER), cpu.train(s, 1, HYPER)]);
      got.push(...a);
    }
    expect(Float32Array.from(got)).toEqual(expected);
    // A second engine on the same backend outlives the first.
    const second = await open('wasm');
    wasm.dispose();
    expect(await second.train(0, 6, HYPER)).toEqual(expected);
  });

  it('returns the same for a thousand images as for slices of them', async () => {
    const engine = await open('wasm');
    const many = stripes(1030);
    const whole = await engine.evaluate(many, 1030, 0);
    const first = await engine.evaluate(many.subarray(0, 700 * INPUT_SIZE), 700, 0);
    const rest = await engine.evaluate(many.subarray(700 * INPUT_SIZE), 330, 700);
    expect(relative(first.recon + rest.recon, whole.recon)).toBeLessThan(1e-6);
    expect(relative(first.kl + rest.kl, whole.kl)).toBeLessThan(1e-5);
    const { mu } = await engine.encode(many, 1030);
    const { mu: tail } = await engine.encode(many.subarray(1000 * INPUT_SIZE), 30);
    expect(distance(mu.subarray(1000 * VAE.latent), tail)).toBeLessThan(1e-6);
  });
});

it('throws for convolutions in WebAssembly', async () => {
  const refused = createTfjsEngine('wasm', setupOf(caseOf('convolutional ae').spec));
  await expect(refused).rejects.toThrow('engine.unsuited');
});
