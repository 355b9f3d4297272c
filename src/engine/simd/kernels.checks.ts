/**
 * Tests for every build of the kernels: each kernel against float64 on awkward sizes, with fresh random
 * inputs (the seed is in the name) and outputs initialised with NaN. Run by Node and by Chromium.
 */
import { describe, expect, it } from 'vitest';
import type { LayerActivation } from '../../model/activations';
import { TINY, TINY_SQUARE } from '../../model/flush';
import { UPDATE } from '../../model/optimiser';
import { ACTIVATION, type Build, LIKELIHOOD, NO_ACTIVATION, PANEL } from './kernels';
import { checkConvolutions } from './kernels.convolution.checks';
import { checkElementwise } from './kernels.elementwise.checks';
import { checkLayers } from './kernels.layers.checks';
import { checkNormalisation } from './kernels.normalisation.checks';
import { NUMBERS, seed, workshop } from './kernels.testing';

export function checkKernels(build: Build): void {
  describe(`${build} kernels, seed ${seed}`, () => {
    checkLayers(build);
    checkConvolutions(build);
    checkElementwise(build);
    checkNormalisation(build);

    it('write zero for tiny numbers, and keep NaN', async () => {
      const rows = 2;
      const columns = 5;
      let [y, d, dLogVar] = [0, 0, 0].map(() => ({ at: 0, ld: 0, columns: 0 }));
      const place = {
        losses: 0,
        draws: 0,
        shares: 0,
        zeros: 0,
        panels: 0,
        p: 0,
        m: 0,
        v: 0,
        scratch: 0,
        update: 0,
      };
      const { kernels, at, doubles, write, read } = await workshop(build, (arena) => {
        [y, d, dLogVar] = [y, d, dLogVar].map(() => arena.matrix(rows, columns));
        place.losses = arena.bytes(8 * rows);
        place.draws = arena.floats(rows * columns);
        place.shares = arena.bytes(8 * columns);
        place.zeros = arena.floats(64);
        place.panels = arena.panels(rows, columns);
        place.scratch = arena.floats(64);
        place.update = arena.floats(UPDATE.length);
        for (const key of ['p', 'm', 'v'] as const) place[key] = arena.floats(6 * columns);
      });
      const all = (x: number) => new Float32Array(rows * columns).fill(x);
      const zeros = Array.from(all(0));
      const kept = 2 * TINY;
      for (const kind of ['relu', 'leakyRelu', 'sigmoid'] satisfies LayerActivation[]) {
        write(y, all(kind === 'sigmoid' ? -60 : TINY / 2));
        kernels.activate(ACTIVATION[kind], y.at, y.ld, rows, columns);
        expect(read(y, rows), kind).toEqual(zeros);
        write(y, all(Number.NaN));
        kernels.activate(ACTIVATION[kind], y.at, y.ld, rows, columns);
        expect(read(y, rows), kind).toEqual(Array.from(all(Number.NaN)));
      }
      write(y, all(kept));
      kernels.activate(ACTIVATION.relu, y.at, y.ld, rows, columns);
      expect(read(y, rows)).toEqual(Array.from(all(kept)));
      for (const kind of [NO_ACTIVATION, ...Object.values(ACTIVATION)]) {
        write(y, all(0.5));
        write(d, all(-TINY / 2));
        kernels.throughActivation(kind, d.at, y.at, y.ld, rows, columns);
        expect(read(d, rows).map(Math.abs), `δ through ${kind}`).toEqual(zeros);
      }
      write(y, all(-86));
      kernels.toPixels(LIKELIHOOD.bernoulli, y.at, y.ld, rows, columns);
      expect(read(y, rows)).toEqual(zeros);
      write(y, all(-86));
      write(d, all(0));
      kernels.reconstruction(LIKELIHOOD.bernoulli, y.at, d.at, y.ld, rows, columns, 0.01, place.losses);
      expect(read(y, rows)).toEqual(zeros);
      // σ is e⁻⁵⁰, μ is nothing, KL has no share.
      doubles(place.shares, columns).fill(0);
      at(place.draws, rows * columns).fill(1);
      write(y, all(-100));
      write(d, all(1e-10));
      kernels.throughLatent(d.at, dLogVar.at, y.at, y.at, place.draws, y.ld, rows, columns, place.shares);
      expect(read(dLogVar, rows)).toEqual(zeros);
      // Adam's moments, in whole vectors and the rest, where the step flushes.
      for (const flushes of [false, true]) {
        at(place.zeros, 64).fill(0);
        at(place.panels, rows * PANEL).fill(0);
        at(place.p, 6 * columns).fill(1);
        at(place.m, 6 * columns).fill(-TINY);
        at(place.v, 6 * columns).fill(TINY_SQUARE);
        at(place.update, UPDATE.length).set(UPDATE.map((name) => NUMBERS[name]));
        kernels.learn(
          y.at,
          y.ld,
          false,
          rows,
          5,
          columns,
          place.panels,
          place.p,
          place.m,
          place.v,
          0,
          place.update,
          place.zeros,
          place.scratch,
          place.scratch + 4 * 48,
          0,
          5,
          0,
          0,
          flushes,
        );
        for (const moment of [place.m, place.v]) {
          const left = at(moment, 6 * columns).filter((x) => x !== 0).length;
          expect(left, `moments that flushing ${flushes} leaves`).toBe(flushes ? 0 : 6 * columns);
        }
      }
    });
  });
}
