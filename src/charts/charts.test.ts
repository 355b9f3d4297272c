import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Config } from '../experiment/config';
import { defaultConfig } from '../experiment/schema';
import { hyperOf, specOf } from '../experiment/specOf';
import { wordsOf } from '../i18n/words';
import { equationsOf } from '../model/equations';
import type { Sign } from '../model/notation';
import { createMergedSeries, createSeries } from '../state/series';
import { axisOf, withRoom } from './axes';
import { extentOf, type Interval, lossDomain, nearestEntry, panned, zoomed } from './domain';
import { columnsOf } from './lossLines';
import { panelsOf, stepAt } from './lossPicture';
import { lossSentence, setNames, termNames, whenOf } from './lossWords';
import { readOutAt } from './readOut';

const { number } = wordsOf('en');

function seriesOf(values: readonly number[], capacity = 4096) {
  const s = createMergedSeries(capacity, ['total', 'recon', 'kl']);
  values.forEach((v, i) => {
    s.append(i, [v, v - 1, 1]);
  });
  return s;
}

describe('the domain of a chart', () => {
  test('covers all steps of all series, and has a length even for a single one', () => {
    expect(extentOf([seriesOf([]), seriesOf([])])).toBeNull();
    expect(extentOf([seriesOf([5])])).toEqual([0, 1]);
    expect(extentOf([seriesOf([5, 5, 5]), seriesOf([5, 5, 5, 5, 5])])).toEqual([0, 4]);
  });

  test('zooming keeps the step under the pointer in place, within the data', () => {
    const full: Interval = [0, 1000];
    expect(zoomed([0, 1000], full, 250, 0.5, 2)).toEqual([125, 625]);
    expect(zoomed([125, 625], full, 250, 2, 2)).toEqual([0, 1000]);
    expect(zoomed([0, 10], full, 5, 0.001, 2)).toEqual([4, 6]);
    fc.assert(
      fc.property(
        fc.tuple(fc.nat(900), fc.integer({ min: 3, max: 100 })),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        ([from, length], share, factor) => {
          const range = zoomed([from, from + length], full, from + share * length, factor, 2);
          expect(range[0]).toBeGreaterThanOrEqual(0);
          expect(range[1]).toBeLessThanOrEqual(1000);
          expect(range[1] - range[0]).toBeGreaterThan(1.99);
        },
      ),
    );
  });

  test('panning stops at the ends and keeps the length', () => {
    expect(panned([10, 20], [0, 100], 5)).toEqual([15, 25]);
    expect(panned([10, 20], [0, 100], -50)).toEqual([0, 10]);
    expect(panned([80, 90], [0, 100], 50)).toEqual([90, 100]);
  });

  test('the losses of the whole run count: its first steps have enough room on a log axis', () => {
    const few = [{ series: seriesOf([500, 200, 150]), terms: ['total'] as const }];
    const [low, high] = lossDomain(few, [0, 2], false) ?? [0, 0];
    expect(low).toBeLessThan(150);
    expect(high).toBeGreaterThan(500);
    const many = [{ series: seriesOf([900, ...new Array(999).fill(150)]), terms: ['total'] as const }];
    expect(lossDomain(many, [0, 999], false)?.[1]).toBeGreaterThan(900);
    expect(lossDomain(many, [0, 999], true)?.[1]).toBeGreaterThan(900);
  });

  test('a constant loss has an axis around it that spans a hundredth of it', () => {
    const still = [{ series: seriesOf([21.93]), terms: ['total'] as const }];
    const [low, high] = lossDomain(still, [0, 1], false) ?? [0, 0];
    expect((low + high) / 2).toBeCloseTo(21.93, 6);
    expect(high - low).toBeGreaterThan(0.0099 * 21.93);
  });

  test('losses outside the range do not count, nor do zeros on a log scale', () => {
    const drawn = [{ series: seriesOf([500, 2, 3, 0]), terms: ['total'] as const }];
    expect(lossDomain(drawn, [1, 2], false)?.[1]).toBeLessThan(4);
    expect(lossDomain(drawn, [1, 3], true)?.[0]).toBeGreaterThan(1);
    expect(lossDomain(drawn, [10, 20], false)).toBeNull();
  });
});

describe('columns', () => {
  test('collect the values of a pixel: weighted means, extremes, and no value lost', () => {
    const values = Array.from({ length: 1000 }, (_, i) => 100 + (i % 7));
    const columns = columnsOf(seriesOf(values, 64), 'total', (step) => (10 * step) / 999, 10, 1);
    expect(columns.length).toBeLessThanOrEqual(12);
    for (const c of columns.slice(1, -1)) {
      expect(c.min).toBe(100);
      expect(c.max).toBe(106);
      expect(c.mean).toBeGreaterThan(102);
      expect(c.mean).toBeLessThan(104);
    }
    expect(columns.map((c) => c.x)).toEqual([...columns.map((c) => c.x)].sort((a, b) => a - b));
  });

  test('a zoomed line runs to both edges, with one column beyond each', () => {
    const columns = columnsOf(seriesOf(new Array(100).fill(1)), 'total', (step) => 10 * (step - 40.5), 90, 1);
    expect(columns.map((c) => Math.round(c.x))).toEqual([-5, 5, 15, 25, 35, 45, 55, 65, 75, 85, 95]);
  });
});

describe('read-out', () => {
  const series = () => {
    const s = createSeries();
    s.append(1, new Float32Array([9, 8, 1, 7, 5, 2, 5, 3, 2]));
    s.appendTest(2, {
      ...{ negElbo: 6, recon: 4, kl: 2, knn: null, count: 1 },
      objective: { total: 6, kl: 2, penalty: 0 },
    });
    return s;
  };

  test('without a cursor: the exact values of the last step, and the latest test losses', () => {
    expect(readOutAt(series(), null)).toEqual({
      train: { from: 3, to: 3, count: 1, values: { total: 5, recon: 3, kl: 2 } },
      test: { from: 2, to: 2, count: 1, values: { total: 6, recon: 4, kl: 2 } },
    });
  });

  test('the named step is that of metrics(), also where neighbours are merged', () => {
    const s = createSeries(4);
    const totals = [10, 1, 2, 3, 4, 5, 60, 7];
    s.append(1, Float32Array.from(totals.flatMap((v) => [v, v, 0])));
    expect(s.train.size).toBeLessThan(totals.length);
    for (const cursor of [null, 1]) {
      const read = readOutAt(s, cursor)?.train;
      expect(read?.from).toBe(read?.to);
      expect(s.steps().find(({ step }) => step === read?.to)?.total).toBe(read?.values.total);
    }
  });

  test('a mean names its steps', () => {
    const s = createSeries(4);
    const totals = [10, 1, 2, 3, 4, 5, 60, 7];
    s.append(1, Float32Array.from(totals.flatMap((v) => [v, v, 0])));
    const read = readOutAt(s, 3)?.train;
    if (!read) throw new Error('nothing was read');
    expect(read.count).toBeGreaterThan(1);
    const covered = totals.slice(read.from - 1, read.to);
    expect(covered).toHaveLength(read.count);
    expect(read.values.total).toBeCloseTo(covered.reduce((a, b) => a + b, 0) / read.count, 9);
    const words = wordsOf('en');
    expect(whenOf(read, false, words)).toBe(`mean of steps ${read.from}–${read.to}`);
    expect(whenOf({ ...read, from: 1200, to: 1200, count: 1 }, false, words)).toBe('step 1,200');
    expect(whenOf({ ...read, from: 0, to: 0, count: 1 }, true, words)).toBe('before the first step');
    expect(whenOf(read, true, wordsOf('zh-CN'))).toContain(`${read.count} 个值的平均`);
  });

  test('with a cursor: the nearest entry', () => {
    expect(readOutAt(series(), 1.8)?.train).toMatchObject({ from: 2, values: { total: 7, recon: 5, kl: 2 } });
    expect(readOutAt(series(), -5)?.train).toMatchObject({ from: 1, values: { total: 9 } });
    expect(readOutAt(series(), 50)?.train).toMatchObject({ from: 3, values: { total: 5 } });
  });

  test('is null without losses', () => {
    expect(readOutAt(createSeries(), null)).toBeNull();
    expect(readOutAt(createSeries(), 3)).toBeNull();
  });

  test('the nearest entry is the one whose middle is nearest', () => {
    const s = seriesOf(new Array(100).fill(1), 16);
    const p = { step: 0, count: 0, mean: 0, min: 0, max: 0 };
    for (let at = -3; at < 103; at += 0.7) {
      const distance = (i: number) => {
        s.read(i, 'total', p);
        return Math.abs(p.step + (p.count - 1) / 2 - at);
      };
      const best = Math.min(...Array.from({ length: s.size }, (_, i) => distance(i)));
      expect(distance(nearestEntry(s, at))).toBeCloseTo(best, 9);
    }
  });
});

describe('layout and axes', () => {
  test('KL has a panel of its own: beside the others in a wide chart, below in a tall one, none for an AE', () => {
    const wide = panelsOf(560, 150, ['total', 'recon', 'kl'], 12);
    expect(wide.map((p) => p.terms)).toEqual([['total', 'recon'], ['kl']]);
    expect(wide[1].frame.top).toBe(wide[0].frame.top);
    const tall = panelsOf(350, 300, ['total', 'recon', 'kl'], 12);
    expect(tall[1].frame.left).toBe(tall[0].frame.left);
    expect(tall[1].frame.top).toBeGreaterThan(tall[0].frame.top + tall[0].frame.height);
    expect(panelsOf(560, 150, ['total', 'recon'], 12)).toHaveLength(1);
  });

  test('each group of terms has a panel, in rows and columns that do not overlap', () => {
    const terms = ['recon', 'kl', 'feature', 'discriminator', 'generator', 'dReal', 'dFake'] as const;
    for (const [width, height] of [
      [560, 150],
      [350, 300],
      [900, 200],
    ]) {
      const panels = panelsOf(width, height, terms, 12);
      expect(panels.map((p) => p.name)).toEqual(['loss', 'cost', 'game', 'probability']);
      panels.forEach(({ frame: a }, i) => {
        expect(a.left + a.width).toBeLessThanOrEqual(width);
        expect(a.top + a.height).toBeLessThanOrEqual(height);
        for (const { frame: b } of panels.slice(i + 1)) {
          const apart = b.left >= a.left + a.width || b.top >= a.top + a.height;
          expect(apart).toBe(true);
        }
      });
    }
  });

  test('the step under the pointer is that of its panel', () => {
    const panels = panelsOf(560, 150, ['total', 'kl'], 12);
    for (const { frame } of panels)
      expect(stepAt(panels, [100, 200], frame.left + frame.width / 2, frame.top + 5)).toBeCloseTo(
        Math.sqrt(101 * 201) - 1,
      );
    expect(stepAt(panels, [100, 200], panels[0].frame.left - 20, 50)).toBeNull();
  });

  test('ticks stay inside, and a narrow part of a log scale has enough of them', () => {
    const axis = axisOf([151, 158], [0, 100], 4, number, true);
    expect(axis.ticks.length).toBeGreaterThanOrEqual(3);
    for (const { value } of axis.ticks) expect(value >= 151 && value <= 158).toBe(true);
    expect(axisOf([1, 1000], [0, 100], 4, number, true).at(1000)).toBeCloseTo(100);
    expect(axisOf([0.01, 1000], [0, 100], 4, number, true).ticks.map((t) => t.text)).toContain('0.01');
    expect(axisOf([0, 1], [0, 100], 4, number).ticks.map((t) => t.text)).toContain('0.2');
  });

  test('numbers along the axis do not overlap each other, nor the name of the axis', () => {
    const ticksWithRoom = (last: number, letter: number, end: number) => {
      const axis = axisOf([0, last], [0, 126], 126 / 55, number);
      const widthOf = (text: string) => letter * text.length;
      return withRoom(axis, widthOf, end).map(({ value, text }) => {
        const half = widthOf(text) / 2;
        return { text, from: axis.at(value) - half, to: axis.at(value) + half };
      });
    };
    // A short run in a narrow chart still shows more than 0.
    expect(ticksWithRoom(138, 6, 90).map((t) => t.text)).toEqual(['0', '50']);
    for (const letter of [6, 12]) {
      const texts = ticksWithRoom(1_234_567, letter, 120);
      expect(texts.length).toBeGreaterThan(0);
      texts.forEach(({ from, to }, i) => {
        expect(to).toBeLessThan(120);
        if (i > 0) expect(from - texts[i - 1].to).toBeGreaterThanOrEqual(6);
      });
    }
  });
});

describe('the description of the losses matches the model', () => {
  const words = wordsOf('en');
  const { t } = words;
  const sentence = (settings: Partial<Config>) => {
    const config = { ...defaultConfig(), ...settings };
    return lossSentence(words, specOf(config), hyperOf(config));
  };

  test('the total follows the settings', () => {
    expect(sentence({})).toContain('total = reconstruction + β · KL.');
    expect(sentence({})).not.toContain('raw');
    expect(sentence({ beta: 30, freeBits: 2 })).toContain(
      'the KL of each coordinate counts as at least 2 nats',
    );
    expect(sentence({ freeBits: 1 })).toContain('at least 1 nat;');
    expect(sentence({ warmUp: 'linear' })).toContain('β changes from step to step');
    expect(sentence({ model: 'ae' })).toContain('the total is the reconstruction loss');
    expect(sentence({ model: 'ae', penalty: 'l1' })).toContain('total = reconstruction + λ · penalty');
  });

  test('a denoising model is trained on corrupted images and tested on clean ones', () => {
    const spec = specOf({ ...defaultConfig(), model: 'ae', corruption: 'masking' });
    expect(setNames(t, spec)).toEqual({ train: 'training, corrupted', test: 'test, clean' });
    expect(sentence({ model: 'ae', corruption: 'masking' })).toContain('corrupted images in training');
    expect(setNames(t, specOf(defaultConfig()))).toEqual({ train: 'training', test: 'test' });
  });

  test.each(['gan', 'aae', 'vaegan'] as const)('%s: the legend has the signs of its equation', (model) => {
    for (const condition of model === 'gan' ? (['none', 'label'] as const) : (['none'] as const)) {
      const config = { ...defaultConfig(), model, condition };
      const spec = specOf(config);
      const loss = equationsOf(spec, hyperOf(config)).find(({ side }) => side === 'discriminator');
      const written = (loss?.pieces ?? []).flatMap((p) => p.signs.map(textOf)).join('');
      const { dReal, dFake } = termNames(words, spec);
      for (const symbol of [dReal, ...dFake.split(', ')]) expect(written).toContain(symbol);
      const ticksWithRoom = lossSentence(words, spec, hyperOf(config));
      if (condition === 'none') expect(ticksWithRoom).toContain(dReal);
    }
  });
});

const textOf = (sign: Sign): string => {
  if (!('of' in sign)) return sign.text;
  // A hat is written after its letter.
  return sign.tag === 'mover' ? `${textOf(sign.of[0])}\u0302` : sign.of.map(textOf).join('');
};
