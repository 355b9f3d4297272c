/**
 * The products of a layer and its update, against float64, for sizes that are not multiples of a vector or a
 * tile.
 */
import { it } from 'vitest';
import { UPDATE } from '../../model/optimiser';
import { roundUp } from './arena';
import { type Build, PANEL, TILE } from './kernels';
import { expectClose, NUMBERS, random, SIZES, times, transposed, workshop } from './kernels.testing';

export function checkLayers(build: Build): void {
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
}
