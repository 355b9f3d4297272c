import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../model/spec';
import { VARIANTS } from './choose';
import { type Dispatch, planOf, productWords, trainingStep } from './plan';
import { VAE } from './testing';

const DEFAULT: ModelSpec = { ...VAE, encoder: [512, 256], decoder: [256, 512], latent: 2 };
const SPECS: ModelSpec[] = [
  DEFAULT,
  { ...DEFAULT, encoder: [64], decoder: [64] },
  { ...VAE, family: 'ae', encoder: [], decoder: [] },
  { ...VAE, encoder: [9, 8, 7, 6, 5, 4, 3, 2, 1], decoder: [1, 2, 3, 4, 5, 6, 7] },
];

describe.each(VARIANTS)('a plan, $kind', (variant) => {
  it('of the default model is at most 17 dispatches a step', () => {
    const step = trainingStep(planOf(DEFAULT, 128, 60_000, variant));
    // Two more belong to a submit, whatever the steps in it.
    expect(step.length + 2).toBeLessThanOrEqual(17);
  });

  it.each(SPECS)('never reads and writes a buffer by one dispatch', (spec) => {
    for (const { kernel, buffers } of trainingStep(planOf(spec, 5, 40, variant))) {
      const used = (access: string) =>
        kernel.bindings.filter((b) => b.access === access).map((b) => buffers[b.name]);
      const written = used('read_write');
      expect(new Set(written).size).toBe(written.length);
      for (const name of used('read')) expect(written).not.toContain(name);
      // What WebGPU grants without being asked.
      expect(written.length + used('read').length).toBeLessThanOrEqual(8);
    }
  });

  it.each(SPECS)('updates every stage once, after its weights were last read', (spec) => {
    const plan = planOf(spec, 5, 40, variant);
    const step = trainingStep(plan);
    const updates = plan.update.flatMap((d) => d.products.filter((p) => p.rows > 0).map((p) => p.c));
    expect(updates.sort((a, b) => a - b)).toEqual(plan.stages.list.map((s) => s.weights));
    const firstUpdate = step.indexOf(plan.update[0]);
    const lastOther = Math.max(...step.map((d, i) => (plan.update.includes(d) ? -1 : i)));
    expect(firstUpdate).toBeGreaterThan(lastOther);
  });

  it('lists the products of each dispatch where its binding looks', () => {
    const plan = planOf(DEFAULT, 128, 100, variant);
    const words = productWords(plan);
    for (const { products, productsAt } of trainingStep(plan)) {
      expect(productsAt % 256).toBe(0);
      products.forEach((p, i) => {
        const at = productsAt / 4 + 16 * i;
        expect([words[at], words[at + 1], words[at + 3], words[at + 15]]).toEqual([
          p.firstTile,
          p.rows,
          p.depth,
          p.latent,
        ]);
      });
    }
  });

  it('covers every row and column with its tiles', () => {
    const plan = planOf({ ...VAE, encoder: [100] }, 33, 100, variant);
    const cells = variant.kind === 'tiled' ? 64 : variant.rows * variant.columns * variant.workgroup;
    const columns: [Dispatch, number][] = [
      [plan.encode[0], 25],
      [plan.loss, 196],
    ];
    for (const [dispatch, columns4] of columns) {
      for (const rows of [1, 5, 33, 512]) {
        expect(dispatch.groups(rows) * cells).toBeGreaterThanOrEqual(Math.ceil(rows / 4) * columns4);
      }
    }
  });
});
