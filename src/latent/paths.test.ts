import { describe, expect, it } from 'vitest';
import { INPUT_SIZE } from '../model/spec';
import { type Curve, equalStops, join, lengthsAlong, polyline, sample, spline } from './curve';
import { codeGraph, dataPath, gapsTo } from './dataPath';
import { geodesic } from './geodesic';
import { spherical, straight, throughPoints } from './interpolate';
import { decodeGrid } from './pixelGrid';
import { crossFade, type Decode, pixelLengthsAlong } from './pixelMetric';
import { shortestPath } from './shortestPath';
import { finished, pretrainedVae, seededPairs } from './testing';

const at = (curve: Curve, t: number) => {
  const out = new Float64Array(curve.latent);
  curve.at(t, out);
  return [...out];
};
const graphOf = (values: Float32Array, size: number) => finished(codeGraph(values, size));
const norm = (z: readonly number[]) => Math.hypot(...z);
const latentLength = (curve: Curve, samples = 1001) =>
  lengthsAlong(sample(curve, samples), curve.latent)[samples - 1];

const vae = await pretrainedVae();
const { codes, latent, decode } = vae;
const code = (i: number) => codes.subarray(i * latent, (i + 1) * latent);
/** Real codes; the seed was fixed before the first run. */
const PAIRS = seededPairs(50, codes.length / latent, 1).map(([a, b]) => [code(a), code(b)] as const);
const graph = graphOf(codes, latent);
const grid = finished(decodeGrid(decode, { left: -4, bottom: -4, width: 8, height: 8 }, 24));
const geodesics = PAIRS.map(([a, b]) => finished(geodesic(decode, a, b, { grid, iterations: 3 })));
const SAMPLES = 257;
const pixelLength = (curve: Curve) => pixelLengthsAlong(sample(curve, SAMPLES), latent, decode)[SAMPLES - 1];
const gap = (curve: Curve) => Math.max(...gapsTo(sample(curve, SAMPLES), codes, latent));

describe('curves of every kind', () => {
  const a = [1, -2, 0.5];
  const b = [-0.3, 0.7, 2];
  const corner = Float64Array.from([...a, 0, 0, 0, ...b]);
  const cloud = Float32Array.from({ length: 300 }, (_, i) => Math.sin(i * i));

  it('end exactly at the given points', () => {
    const curves = {
      straight: straight(a, b),
      spherical: spherical(a, b),
      polyline: polyline(corner, 3),
      spline: spline(corner, 3),
      drawn: throughPoints([0, 1, 1, 0, 2, 2], a, b),
      data: dataPath(graphOf(cloud, 3), a, b),
      joined: join([straight(a, [0, 1, 0]), spherical([0, 1, 0], b)]),
    };
    for (const [kind, curve] of Object.entries(curves))
      expect([kind, at(curve, 0), at(curve, 1)]).toEqual([kind, a, b]);
    geodesics.forEach((curve, i) => {
      expect([at(curve, 0), at(curve, 1)]).toEqual(PAIRS[i].map((end) => [...end]));
    });
  });

  it('may have both ends at one point', () => {
    const flat: Decode = (_, count, out) => out.fill(0.5, 0, count * INPUT_SIZE);
    for (const curve of [
      straight(a, a),
      spherical(a, a),
      dataPath(graphOf(cloud, 3), a, a),
      finished(geodesic(flat, a, a)),
      join([straight(a, a), straight(a, a)]),
    ])
      expect([at(curve, 0), at(curve, 0.5)[1], at(curve, 1)]).toEqual([a, expect.closeTo(-2, 9), a]);
  });

  it('pass through the waypoints of a joined path, at constant speed', () => {
    const curve = join([straight([0, 0], [3, 0]), straight([3, 0], [3, 1])]);
    expect(at(curve, 0.75)).toEqual([3, 0]);
    expect(at(curve, 0.25)).toEqual([1, 0]);
    expect(latentLength(curve)).toBeCloseTo(4, 9);
  });

  it('a spline passes through its knots and reproduces a straight line', () => {
    const curve = spline(Float64Array.of(0, 0, 1, 2, 2, 4, 3, 6), 2);
    for (const t of [0.2, 0.5, 0.9]) expect(at(curve, t)[1]).toBeCloseTo(2 * at(curve, t)[0], 9);
    const samples = sample(spline(Float64Array.of(0, 0, 1, 1, 2, 0), 2), 1001);
    expect(Math.min(...gapsTo(Float64Array.of(1, 1), Float32Array.from(samples), 2))).toBeLessThan(2e-3);
  });
});

describe('spherical interpolation', () => {
  it('keeps the norm, in any number of dimensions', () => {
    for (const size of [2, 3, 10, 64]) {
      const a = Array.from({ length: size }, (_, i) => Math.cos(3 * i + 1));
      const b = Array.from({ length: size }, (_, i) => Math.sin(5 * i + 2));
      const scaled = b.map((v) => (v * norm(a)) / norm(b));
      for (const z of [0.1, 0.37, 0.5, 0.9].map((t) => at(spherical(a, scaled), t)))
        expect(norm(z) / norm(a)).toBeCloseTo(1, 12);
      // Between ends of other norms it changes linearly.
      expect(norm(at(spherical(a, b), 0.25))).toBeCloseTo(0.75 * norm(a) + 0.25 * norm(b), 9);
    }
  });

  it('follows the great circle, half a turn between opposite points', () => {
    expect(at(spherical([2, 0], [0, 2]), 0.5)).toEqual(
      [Math.SQRT2, Math.SQRT2].map((v) => expect.closeTo(v, 12)),
    );
    expect(latentLength(spherical([1, 0, 0], [-1, 0, 0]))).toBeCloseTo(Math.PI, 4);
    // From the origin there is no angle.
    expect(at(spherical([0, 0], [2, 4]), 0.5)).toEqual([1, 2]);
  });
});

describe('the shortest path in a graph', () => {
  it('prefers several cheap edges to a dear one, and is null without a way', () => {
    const edges = [
      [
        [1, 1],
        [3, 5],
      ],
      [[2, 1]],
      [[3, 1]],
      [],
      [],
    ];
    const edgesOf = (node: number, visit: (to: number, cost: number) => void) => {
      for (const [to, cost] of edges[node]) visit(to, cost);
    };
    expect(shortestPath(5, 0, 3, edgesOf)).toEqual([0, 1, 2, 3]);
    expect(shortestPath(5, 0, 4, edgesOf)).toBeNull();
  });
});

describe('the path along the data', () => {
  it('never has a larger gap to the data than the straight line, on 50 pairs of real codes', () => {
    const gaps = PAIRS.map(([a, b]) => [gap(dataPath(graph, a, b)), gap(straight(a, b))]);
    for (const [own, straight] of gaps) expect(own).toBeLessThanOrEqual(straight);
    // It would also hold if all paths were straight; on average the largest gap is at most three quarters.
    const mean = (which: number) => gaps.reduce((sum, pair) => sum + pair[which], 0);
    expect(mean(0)).toBeLessThan(0.75 * mean(1));
  });

  it('goes around a hole, and is straight where the data offer no way', () => {
    const ring = Float32Array.from({ length: 400 }, (_, i) => {
      const angle = (Math.floor(i / 2) * Math.PI) / 100;
      return i % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
    });
    const around = dataPath(graphOf(ring, 2), [1, 0], [-1, 0]);
    for (const t of [0.2, 0.5, 0.8]) expect(norm(at(around, t))).toBeCloseTo(1, 1);
    const apart = Float32Array.of(...[0, 0.1, 0.2, 5, 5.1, 5.2].flatMap((x) => [x, 0]));
    expect(at(dataPath(graphOf(apart, 2), [0, 1], [5, 1]), 0.5)[0]).toBeCloseTo(2.5, 1);
    const none = dataPath(graphOf(new Float32Array(6).fill(Number.NaN), 2), [0, 0], [2, 2]);
    expect(at(none, 0.5)[0]).toBeCloseTo(1, 9);
  });
});

/** Eleven codes at one place, which are each other's ten nearest. */
const cluster = (x: number, y: number) =>
  Array.from({ length: 11 }, (_, i) => [x + 1e-4 * Math.cos(i), y + 1e-4 * Math.sin(i)]).flat();

it('a way through the graph with larger gaps than the straight line is not taken', () => {
  // The cheapest way goes over two lone codes; the cluster in the middle has no neighbours outside.
  const lone = [0.21, 0.78, 0.99, 0.78];
  const all = Float32Array.of(...cluster(0, 0), ...cluster(0.6, 0), ...cluster(1.2, 0), ...lone);
  const curve = dataPath(graphOf(all, 2), [0, 0], [1.2, 0]);
  expect(Math.max(...gapsTo(sample(curve, 257), all, 2))).toBeLessThan(0.301);
});

describe('the geodesic in pixels', () => {
  it('is never longer in pixels than the straight line, on 50 pairs of real codes', () => {
    const ratios = geodesics.map((curve, i) => pixelLength(curve) / pixelLength(straight(...PAIRS[i])));
    for (const ratio of ratios) expect(ratio).toBeLessThanOrEqual(1.001);
    expect(ratios.filter((ratio) => ratio < 0.99).length).toBeGreaterThan(25);
  });

  /** Latent numbers as the angles of a sphere of radius 1, whose coordinates are three pixels. */
  const sphere: Decode = (z, count, out) => {
    out.fill(0, 0, count * INPUT_SIZE);
    for (let n = 0; n < count; n++) {
      const [theta, phi] = [z[2 * n], z[2 * n + 1]];
      out.set(
        [Math.sin(theta) * Math.cos(phi), Math.sin(theta) * Math.sin(phi), Math.cos(theta)],
        n * INPUT_SIZE,
      );
    }
  };

  it('is the great circle where the decoder draws a sphere', () => {
    const [a, b] = [
      [0.7, 0],
      [0.7, 2],
    ];
    const angle = Math.acos(Math.cos(0.7) ** 2 + Math.sin(0.7) ** 2 * Math.cos(2));
    const lengthOf = (curve: Curve) => pixelLengthsAlong(sample(curve, 401), 2, sphere)[400];
    expect(lengthOf(straight(a, b))).toBeCloseTo(2 * Math.sin(0.7), 3);
    const best = finished(geodesic(sphere, a, b, { iterations: 20 }));
    expect(lengthOf(best) / angle).toBeCloseTo(1, 3);
    const overGrid = decodeGrid(sphere, { left: 0, bottom: -0.5, width: 1.5, height: 3 }, 20);
    const coarse = finished(geodesic(sphere, a, b, { grid: finished(overGrid), iterations: 0 }));
    expect(lengthOf(coarse) / angle).toBeLessThan(1.04);
    // From a geodesic nearby, two steps are enough.
    const moved = finished(geodesic(sphere, [0.75, 0.1], b, { near: best, iterations: 2 }));
    const turned = Math.acos(Math.cos(0.75) * Math.cos(0.7) + Math.sin(0.75) * Math.sin(0.7) * Math.cos(1.9));
    expect(lengthOf(moved) / turned).toBeCloseTo(1, 2);
  });

  it('works with more latent numbers than two', () => {
    // The sphere, and two more numbers that are pixels of their own: the squares of the lengths add up.
    const product: Decode = (z, count, out) => {
      for (let n = 0; n < count; n++) {
        const [theta, phi, ...others] = Array.from({ length: 4 }, (_, k) => z[4 * n + k]);
        sphere([theta, phi], 1, out.subarray(n * INPUT_SIZE));
        out.set(others, n * INPUT_SIZE + 100);
      }
    };
    const [a, b] = [
      [0.7, 0, -0.3, 0],
      [0.7, 2, 0.3, 0.4],
    ];
    const angle = Math.acos(Math.cos(0.7) ** 2 + Math.sin(0.7) ** 2 * Math.cos(2));
    const curve = finished(geodesic(product, a, b, { iterations: 20 }));
    const length = pixelLengthsAlong(sample(curve, 401), 4, product)[400];
    expect(length / Math.hypot(angle, 0.6, 0.4)).toBeCloseTo(1, 3);
    expect([at(curve, 0), at(curve, 1)]).toEqual([a, b]);
  });
});

describe('stops', () => {
  /** The largest deviation of the distances between neighbouring stops from their mean, by a finer measure. */
  function deviation(curve: Curve, t: Float64Array, metric: 'latent' | 'pixels'): number {
    const FINE = 2000;
    const points = sample(curve, FINE + 1);
    const along =
      metric === 'latent' ? lengthsAlong(points, latent) : pixelLengthsAlong(points, latent, decode);
    const lengths = [...t].map((value) => {
      const i = Math.min(FINE - 1, Math.floor(value * FINE));
      return along[i] + (value * FINE - i) * (along[i + 1] - along[i]);
    });
    const mean = along[FINE] / (t.length - 1);
    return Math.max(...lengths.slice(1).map((value, i) => Math.abs((value - lengths[i]) / mean - 1)));
  }

  it('are equally far apart within 2%, in the latent space and in pixels', () => {
    PAIRS.slice(0, 2).forEach(([a, b], i) => {
      for (const curve of [straight(a, b), spherical(a, b), dataPath(graph, a, b), geodesics[i]]) {
        const points = sample(curve, 257);
        for (const count of [5, 13]) {
          expect(deviation(curve, equalStops(lengthsAlong(points, latent), count), 'latent')).toBeLessThan(
            0.02,
          );
          const inPixels = equalStops(pixelLengthsAlong(points, latent, decode), count);
          expect(deviation(curve, inPixels, 'pixels')).toBeLessThan(0.02);
          // The two are not the same.
          expect(deviation(curve, inPixels, 'latent')).toBeGreaterThan(0.02);
        }
      }
    });
  });
});

describe('pixels', () => {
  it('lengths do not depend on how many images are decoded at once', () => {
    const points = sample(straight(code(3), code(4)), 40);
    const images = new Float32Array(40 * INPUT_SIZE);
    decode(points, 40, images);
    let sum = 0;
    for (let i = 1; i < 40; i++)
      sum += Math.hypot(
        ...images
          .subarray(i * INPUT_SIZE, (i + 1) * INPUT_SIZE)
          .map((v, k) => v - images[(i - 1) * INPUT_SIZE + k]),
      );
    expect(pixelLengthsAlong(points, latent, decode)[39]).toBeCloseTo(sum, 3);
  });

  it('a cross-fade mixes the two images', () => {
    const out = new Float32Array(INPUT_SIZE);
    const at = (t: number) => {
      crossFade(new Float32Array(INPUT_SIZE).fill(1), new Float32Array(INPUT_SIZE), t, out);
      return out[300];
    };
    expect([0, 0.25, 1].map(at)).toEqual([1, 0.75, 0]);
  });
});
