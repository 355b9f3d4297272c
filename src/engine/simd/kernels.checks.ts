/**
 * Tests for every build of the kernels: each kernel against float64 on awkward sizes, with fresh random
 * inputs (the seed is in the name) and outputs initialised with NaN. Run by Node and by Chromium.
 */
import { describe, expect, it } from 'vitest';
import { fillNormal, Purpose, permutation, randomBits } from '../../math/random';
import { activate, type LayerActivation, slope } from '../../model/activations';
import { TINY, TINY_SQUARE } from '../../model/flush';
import { klTerm, pixel, reconSlope, reconTerm } from '../../model/losses';
import { UPDATE } from '../../model/optimiser';
import type { Likelihood } from '../../model/spec';
import { type Matrix, roundUp } from './arena';
import { ACTIVATION, type Build, LIKELIHOOD, NO_ACTIVATION, PANEL, TILE } from './kernels';
import {
  expectClose,
  NUMBERS,
  random,
  SIZES,
  seed,
  times,
  transposed,
  WIDTHS,
  workshop,
} from './kernels.testing';

export function checkKernels(build: Build): void {
  describe(`${build} kernels, seed ${seed}`, () => {
    it('compute y = x W + b, ∂x = δ Wᵀ and the update from ∂W = xᵀ δ, at every size', async () => {
      // Deeper than one block of 256, too.
      for (const [batch, inputs, outputs] of [...SIZES, [5, 600, 9], [6, 9, 600]]) {
        for (const sparse of [false, true]) await checkLayer(batch, inputs, outputs, sparse);
      }
    });

    async function checkLayer(batch: number, inputs: number, outputs: number, sparse: boolean) {
      const what = `batch ${batch}, ${inputs} → ${outputs}${sparse ? ', sparse' : ''}:`;
      const size = (inputs + 1) * outputs;
      const place = {
        p: 0,
        m: 0,
        v: 0,
        panels: 0,
        tiles: 0,
        zeros: 0,
        gradient: 0,
        strip: 0,
        sparse: 0,
        update: 0,
      };
      let x = { at: 0, ld: 0, columns: 0 };
      let y = x;
      let dx = x;
      let delta = x;
      const widest = roundUp(Math.max(inputs, outputs), PANEL);
      const { kernels, at, write, read } = await workshop(build, (arena) => {
        place.p = arena.floats(size);
        place.m = arena.floats(size);
        place.v = arena.floats(size);
        place.panels = arena.floats(widest * Math.max(widest, batch));
        place.tiles = arena.floats(roundUp(batch, TILE) * widest);
        place.zeros = arena.floats(widest);
        place.gradient = arena.floats(TILE * widest);
        place.strip = arena.floats(batch * (TILE + 1));
        place.update = arena.floats(UPDATE.length);
        place.sparse = arena.bytes((roundUp(batch, TILE) / TILE) * (16 + inputs * (4 + 4 * TILE)));
        x = arena.matrix(batch, inputs);
        y = arena.matrix(batch, outputs);
        dx = arena.matrix(batch, inputs);
        delta = arena.matrix(batch, outputs);
      });
      at(place.zeros, widest).fill(0);
      const w = random(inputs * outputs);
      const b = random(outputs);
      const xs = random(batch * inputs, sparse ? 0.8 : 0);
      const ds = random(batch * outputs);
      const ms = random(size);
      const vs = random(size).map((v) => v * v);
      write(x, xs);
      write(delta, ds);
      at(place.p, size).set([...w, ...b]);
      at(place.m, size).set(ms);
      at(place.v, size).set(vs);

      const bias = place.p + 4 * inputs * outputs;
      kernels.packColumns(place.p, inputs, outputs, 4 * outputs, place.panels, inputs);
      if (sparse) {
        kernels.packSparseRows(x.at, x.ld, batch, inputs, place.sparse);
        kernels.sparseProduct(place.sparse, batch, inputs, place.panels, outputs, bias, 0, y.at, y.ld);
      } else {
        kernels.product(x.at, x.ld, batch, inputs, place.panels, outputs, bias, 0, y.at, y.ld, place.tiles);
      }
      const forward = times(xs, w, batch, inputs, outputs).map((v, i) => v + b[i % outputs]);
      const rounding = 1e-6 * Math.max(8, inputs, outputs, batch);
      expectClose(read(y, batch), forward, rounding, `${what} y`);

      kernels.packRows(place.p, inputs, outputs, place.panels, 0, Math.ceil(inputs / PANEL));
      const product = (start: number, ldStart: number) =>
        kernels.product(
          delta.at,
          delta.ld,
          batch,
          outputs,
          place.panels,
          inputs,
          start,
          ldStart,
          dx.at,
          dx.ld,
          place.tiles,
        );
      product(place.zeros, 0);
      const back = times(ds, transposed(w, inputs, outputs), batch, outputs, inputs);
      expectClose(read(dx, batch), back, rounding, `${what} ∂x`);
      product(dx.at, dx.ld);
      expectClose(
        read(dx, batch),
        back.map((v) => 2 * v),
        2 * rounding,
        `${what} ∂x added`,
      );

      kernels.packColumns(delta.at, batch, outputs, delta.ld, place.panels, batch);
      const { beta1, dampening, beta2, squares, rate, epsilon, keep } = NUMBERS;
      at(place.update, UPDATE.length).set(UPDATE.map((name) => NUMBERS[name]));
      kernels.learn(
        x.at,
        x.ld,
        sparse,
        batch,
        inputs,
        outputs,
        place.panels,
        place.p,
        place.m,
        place.v,
        0,
        place.update,
        place.zeros,
        place.gradient,
        place.strip,
        0,
        inputs,
        0,
        0,
        false,
      );
      const ones = new Float32Array(batch).fill(1);
      const gradient = [
        ...times(transposed(xs, batch, inputs), ds, inputs, batch, outputs),
        ...times(ones, ds, 1, batch, outputs),
      ];
      const m = gradient.map((g, i) => beta1 * ms[i] + (1 - dampening) * g);
      const v = gradient.map((g, i) => beta2 * vs[i] + squares * g * g);
      const before = [...w.map((q) => keep * q), ...b];
      const p = before.map((q, i) => q - (rate * m[i]) / (Math.sqrt(v[i]) + epsilon));
      expectClose(at(place.m, size), m, rounding, `${what} m`);
      expectClose(at(place.v, size), v, rounding * 10, `${what} v`);
      // Where v is near zero the step is steep in it, so those parameters are not compared.
      const expected = p.map((q, i) => (v[i] > 1e-2 ? q : at(place.p, size)[i]));
      expectClose(at(place.p, size), expected, 1e-5, `${what} p`);
    }

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

    it.each(WIDTHS)('activations and their slopes, %i wide', async (width) => {
      for (const kind of ['relu', 'tanh', 'leakyRelu', 'elu', 'sigmoid'] satisfies LayerActivation[]) {
        const rows = 5;
        let y = { at: 0, ld: 0, columns: 0 };
        let delta = y;
        const { kernels, write, read } = await workshop(build, (arena) => {
          y = arena.matrix(rows, width);
          delta = arena.matrix(rows, width);
        });
        const xs = random(rows * width).map((v, i) => (i % 7 === 0 ? 30 * v : v));
        const ds = random(rows * width);
        write(y, xs);
        write(delta, ds);
        kernels.activate(ACTIVATION[kind], y.at, y.ld, rows, width);
        const out = [...xs].map((v) => activate(kind, v));
        expectClose(read(y, rows), out, 1e-5, kind);
        const steep = read(y, rows).map((v, i) => ds[i] * slope(kind, v));
        kernels.throughActivation(ACTIVATION[kind], delta.at, y.at, y.ld, rows, width);
        expectClose(read(delta, rows), steep, 1e-5, `slope of ${kind}`);
      }
    });

    it.each(['bernoulli', 'gaussian'] satisfies Likelihood[])('likelihood: %s', async (likelihood) => {
      const rows = 5;
      const columns = 784;
      let o = { at: 0, ld: 0, columns: 0 };
      let x = o;
      let losses = 0;
      const { kernels, write, read, sum } = await workshop(build, (arena) => {
        losses = arena.bytes(8 * rows);
        o = arena.matrix(rows, columns);
        x = arena.matrix(rows, columns);
      });
      // Small logits alone, where log(1 + e⁻ˣ) is all of the loss; then of every size, beyond the range of
      // the exponential.
      for (const sizes of [
        [1, 0.1, 0.01, 2],
        [1, 10, 100, 1e-4],
      ]) {
        const os = random(rows * columns).map((v, i) => v * sizes[i % 4]);
        const xs = random(rows * columns, 0.5).map((v) => Math.min(1, Math.abs(v)));
        write(o, os);
        write(x, xs);
        const kind = LIKELIHOOD[likelihood];
        const total = [...os].reduce((sum, v, i) => sum + reconTerm(likelihood, v, xs[i]), 0);
        kernels.reconstruction(kind, o.at, x.at, o.ld, rows, columns, 0, losses);
        const found = sum(losses, rows);
        expect(Math.abs(found / total - 1)).toBeLessThan(1e-6);
        expect(read(o, rows)).toEqual([...os]);
        kernels.reconstruction(kind, o.at, x.at, o.ld, rows, columns, 0.25, losses);
        const slopes = [...os].map((v, i) => 0.25 * reconSlope(likelihood, v, xs[i]));
        expectClose(read(o, rows), slopes, likelihood === 'bernoulli' ? 1e-6 : 1e-4);
        write(o, os);
        kernels.toPixels(kind, o.at, o.ld, rows, columns);
        expectClose(
          read(o, rows),
          [...os].map((v) => pixel(likelihood, v)),
          1e-6,
        );
      }
    });

    it('reparameterisation, KL and their gradients', async () => {
      for (const latent of [1, 2, 3, 32]) {
        const rows = 5;
        const places: Matrix[] = [];
        let epsilon = 0;
        let losses = 0;
        let shares = 0;
        const { kernels, at, doubles, write, read, sum } = await workshop(build, (arena) => {
          losses = arena.bytes(8 * rows);
          shares = arena.bytes(8 * latent);
          for (let i = 0; i < 5; i++) places.push(arena.matrix(rows, latent));
          epsilon = arena.floats(rows * latent);
        });
        const [mu, logVar, z, delta, deltaLogVar] = places;
        const [mus, lvs, eps, dz] = [1, 1, 1, 1].map(() => random(rows * latent));
        write(mu, mus);
        write(logVar, lvs);
        write(delta, dz);
        at(epsilon, rows * latent).set(eps);
        kernels.reparameterise(mu.at, logVar.at, epsilon, z.at, mu.ld, rows, latent, losses);
        const kl = sum(losses, rows);
        const terms = [...mus].reduce((sum, m, i) => sum + klTerm(m, lvs[i]), 0);
        expect(Math.abs(kl - terms)).toBeLessThan(1e-9 * rows * latent);
        expectClose(
          read(z, rows),
          [...mus].map((m, i) => m + Math.exp(lvs[i] / 2) * eps[i]),
          1e-5,
        );
        const share = 0.3;
        doubles(shares, latent).fill(share);
        const addresses = [delta.at, deltaLogVar.at, mu.at, logVar.at] as const;
        kernels.throughLatent(...addresses, epsilon, mu.ld, rows, latent, shares);
        expectClose(
          read(delta, rows),
          [...dz].map((d, i) => d + share * mus[i]),
          1e-5,
        );
        expectClose(
          read(deltaLogVar, rows),
          [...dz].map((d, i) => 0.5 * (d * Math.exp(lvs[i] / 2) * eps[i] + share * (Math.exp(lvs[i]) - 1))),
          1e-5,
        );
      }
    });

    it('unpack bytes as numbers in [0, 1], to the last bit', async () => {
      let place = 0;
      let x = { at: 0, ld: 0, columns: 0 };
      const { kernels, read, bytes } = await workshop(build, (arena) => {
        place = arena.bytes(256);
        x = arena.matrix(2, 128);
      });
      for (let i = 0; i < 256; i++) bytes[place + i] = i;
      kernels.unpack(place, x.at, x.ld, 2, 128);
      expect(read(x, 2)).toEqual(Array.from({ length: 256 }, (_, i) => Math.fround(i / 255)));
    });

    it('draw the same random bits as TypeScript', async () => {
      let out = 0;
      const { kernels, at } = await workshop(build, (arena) => {
        out = arena.floats(301);
      });
      for (let i = 0; i < 200; i++) {
        const block = kernels.threefry(seed, Purpose.epsilon, i, i >>> 1);
        const word = Number(BigInt.asUintN(32, i & 1 ? block >> 32n : block));
        expect(word).toBe(randomBits(seed, Purpose.epsilon, i, i) >>> 0);
      }
      for (const first of [0, 1, 7, 1000]) {
        const expected = new Float32Array(301);
        fillNormal(expected, seed, Purpose.epsilon, 5, first);
        kernels.fillNormal(out, 301, seed, Purpose.epsilon, 5, first);
        expect(at(out, 301)).toEqual(expected);
      }
      for (const n of [1, 2, 40, 60_000]) {
        const expected = permutation(n, seed, 3);
        for (let i = 0; i < Math.min(n, 500); i++) {
          expect(kernels.permuted(n, seed, 3, i) >>> 0).toBe(expected(i));
        }
      }
    });
  });
}
