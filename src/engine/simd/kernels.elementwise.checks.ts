/** The elementwise kernels: activations, likelihoods, the latent, bytes and random numbers. */
import { expect, it } from 'vitest';
import { fillNormal, Purpose, permutation, randomBits } from '../../math/random';
import { activate, type LayerActivation, slope } from '../../model/activations';
import { klTerm, pixel, reconSlope, reconTerm } from '../../model/losses';
import { silu, siluSlope } from '../../model/silu';
import type { Likelihood } from '../../model/spec';
import type { Matrix } from './arena';
import { ACTIVATION, type Build, LIKELIHOOD } from './kernels';
import { expectClose, random, seed, WIDTHS, workshop } from './kernels.testing';

export function checkElementwise(build: Build): void {
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

  it.each(WIDTHS)('the SiLU and its slope, %i wide', async (width) => {
    const rows = 5;
    let [x, y, delta] = [0, 0, 0].map(() => ({ at: 0, ld: 0, columns: 0 }));
    const { kernels, write, read } = await workshop(build, (arena) => {
      [x, y, delta] = [x, y, delta].map(() => arena.matrix(rows, width));
    });
    // Beyond the range of the exponential on both sides, too.
    const xs = random(rows * width).map((v, i) => (i % 7 === 0 ? 100 * v : v));
    const ds = random(rows * width);
    write(x, xs);
    write(delta, ds);
    kernels.silu(x.at, y.at, y.ld, rows, width);
    expectClose(read(y, rows), Array.from(xs, silu), 1e-5);
    kernels.throughSilu(delta.at, x.at, x.ld, rows, width);
    expectClose(
      read(delta, rows),
      Array.from(xs, (v, i) => ds[i] * siluSlope(v)),
      1e-5,
    );
    write(x, xs.fill(-60));
    kernels.silu(x.at, y.at, y.ld, rows, width);
    expect(read(y, rows)).toEqual(new Array(rows * width).fill(0));
  });

  it.each(WIDTHS)('a Gaussian likelihood of rows that are not whole fours, %i wide', async (width) => {
    const rows = 5;
    let [o, x] = [0, 0].map(() => ({ at: 0, ld: 0, columns: 0 }));
    let losses = 0;
    const { kernels, write, read, doubles } = await workshop(build, (arena) => {
      losses = arena.bytes(8 * rows);
      [o, x] = [o, x].map(() => arena.matrix(rows, width));
    });
    const [os, xs] = [random(rows * width), random(rows * width)];
    write(o, os);
    write(x, xs);
    kernels.reconstruction(LIKELIHOOD.gaussian, o.at, x.at, o.ld, rows, width, 0.25, losses);
    const row = (r: number) =>
      os
        .subarray(r * width, (r + 1) * width)
        .reduce((sum, v, d) => sum + reconTerm('gaussian', v, xs[r * width + d]), 0);
    doubles(losses, rows).forEach((loss, r) => {
      expect(Math.abs(loss / row(r) - 1)).toBeLessThan(1e-5);
    });
    const slopes = Array.from(os, (v, i) => 0.25 * reconSlope('gaussian', v, xs[i]));
    expectClose(read(o, rows), slopes, 1e-6);
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
}
