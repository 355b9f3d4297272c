import { describe, expect, it } from 'vitest';
import type { Config } from '../../../experiment/config';
import { defaultConfig } from '../../../experiment/schema';
import { specOf } from '../../../experiment/specOf';
import { parse } from '../../../i18n/message';
import { lookUp } from '../../../i18n/words';
import { createMergedSeries } from '../../../state/series';
import { meansBetween } from './facts';
import { collapsed, type Facts, provenance, ruleFor, rules } from './rules';
import { variation } from './variety';

const settings = (patch: Partial<Config> = {}) => ({ ...defaultConfig(), ...patch });

function facts(patch: Partial<Facts> = {}, config = settings()): Facts {
  return {
    shownStep: null,
    compared: 'none',
    status: 'running',
    origin: 'fresh',
    step: 1000,
    spec: specOf(config),
    config,
    waiting: false,
    starting: false,
    points: 2000,
    variances: [0.8, 1.1],
    recent: { total: 160, recon: 154, kl: 6 },
    earlier: { total: 170, recon: 164, kl: 6 },
    variety: null,
    flow: null,
    ...patch,
  };
}
const idOf = (patch: Partial<Facts> = {}, config?: Config) => ruleFor(facts(patch, config)).id;
const gan = settings({ model: 'gan' });
const game = { recent: { dReal: 0.6, dFake: 0.4 }, earlier: null, variances: null, points: 0 };

describe('captions', () => {
  it('say first that an earlier step is shown, whatever happens meanwhile', () => {
    for (const status of ['running', 'paused', 'diverged'] as const) {
      const past = facts({ shownStep: 40, status });
      expect(ruleFor(past).message(past)).toEqual({ key: 'caption.past', values: { shown: 40, step: 1000 } });
    }
  });

  it('first describe the plane and where the model comes from', () => {
    const opening = { status: 'idle', origin: 'pretrained', recent: null, earlier: null } as const;
    expect(idOf(opening)).toBe('seen');
    expect(ruleFor(facts(opening)).message(facts(opening))).toEqual({
      key: 'caption.seen',
      values: { count: 2000 },
    });
    expect(provenance(facts(opening))).toBe('shown.pretrained');
    expect(idOf({ ...opening, ...game, status: 'idle', origin: 'pretrained' }, gan)).toBe('seen');
    expect(idOf({ status: 'idle', origin: 'fresh', step: 0 })).toBe('untrained');
    expect(idOf({ status: 'paused' })).toBe('seen');
    expect(provenance(facts())).toBeNull();
  });

  it('name the draws of a learned prior, unless something has gone wrong', () => {
    const shown = facts({ status: 'idle', origin: 'pretrained', flow: 2000 });
    expect(ruleFor(shown).message(shown)).toEqual({ key: 'caption.flow', values: { count: 2000 } });
    expect(provenance(shown)).toBeNull();
    expect(idOf({ flow: 600 })).toBe('flow');
    expect(idOf({ flow: 600, status: 'diverged' })).toBe('diverged');
  });

  it('say what a comparison is good for, unless something happens', () => {
    const paused = facts({ status: 'paused', compared: 'same' });
    expect(ruleFor(paused).message(paused).key).toBe('caption.comparing.same');
    expect(ruleFor({ ...paused, compared: 'codes' }).message({ ...paused, compared: 'codes' }).key).toBe(
      'caption.comparing',
    );
    const made = facts({ status: 'paused', compared: 'numbers' }, settings({ model: 'made' }));
    expect(ruleFor(made).message(made).key).toBe('caption.comparing.numbers');
    expect(idOf({ status: 'paused', compared: 'codes', points: 0 })).toBe('seen');
    expect(idOf({ compared: 'codes' })).toBe('learning');
    expect(idOf({ compared: 'codes', status: 'diverged' })).toBe('diverged');
  });

  it('follow the start of training: waiting, starting, learning', () => {
    expect(idOf({ waiting: true, status: 'diverged' })).toBe('waiting');
    expect(idOf({ starting: true })).toBe('starting');
    expect(idOf()).toBe('learning');
    expect(idOf({ recent: null, earlier: null, step: 3 })).toBe('learning');
  });

  it('KL rises, but only while the total falls', () => {
    const rising = { recent: { total: 160, kl: 6 }, earlier: { total: 190, kl: 3 } };
    expect(idOf(rising)).toBe('klRises');
    expect(idOf({ ...rising, recent: { total: 191, kl: 6 } })).toBe('learning');
    expect(idOf({ ...rising, recent: { total: 160, kl: 3.1 } })).toBe('learning');
    expect(idOf({ ...rising, status: 'paused' })).toBe('seen');
    // Models without a KL have no such caption.
    expect(idOf({ recent: { total: 160 }, earlier: { total: 190 } }, settings({ model: 'ae' }))).toBe(
      'learning',
    );
  });

  it('posterior collapse: which coordinates, why, and the one change that helps', () => {
    const config = settings({ beta: 30 });
    const dead = facts({ variances: [0.009, 1e-5] }, config);
    expect(ruleFor(dead).id).toBe('collapsed');
    expect(ruleFor(dead).message(dead)).toMatchObject({
      key: 'caption.collapsed.beta',
      values: { coordinates: [0, 1], beta: 30 },
    });
    expect(ruleFor(dead).remedy?.(dead)?.change).toEqual({ beta: 1 });
    expect(collapsed(facts({ variances: [0.5, 0.002, 0.7] }))).toEqual([1]);
    // At β = 1, free bits are suggested; if there are some already, nothing.
    const usual = facts({ variances: [0, 1] });
    expect(ruleFor(usual).remedy?.(usual)?.change).toEqual({ freeBits: 0.5 });
    const free = facts({ variances: [0, 1] }, settings({ freeBits: 1 }));
    expect(ruleFor(free).remedy?.(free)).toBeNull();
    // Too early to tell, or a code without a term that pulls it to the prior.
    expect(idOf({ variances: [0, 0], step: 150 }, config)).toBe('learning');
    expect(idOf({ variances: [0, 0] }, settings({ model: 'ae' }))).toBe('learning');
    expect(idOf({ variances: [0.02, 0.02] }, config)).toBe('learning');
    expect(idOf({ variances: [0, 0], status: 'idle', origin: 'pretrained' }, config)).toBe('collapsed');
  });

  it('divergence comes before everything else, with a tenth of the learning rate', () => {
    const gone = facts({ status: 'diverged', variances: [0, 0] }, settings({ learningRate: 0.03 }));
    expect(ruleFor(gone).id).toBe('diverged');
    expect(ruleFor(gone).remedy?.(gone)).toMatchObject({ change: { learningRate: 0.003 }, restore: true });
  });

  it('the discriminator has won if it is sure of both kinds, and slowing it down helps', () => {
    expect(idOf(game, gan)).toBe('learning');
    const lost = facts({ ...game, recent: { dReal: 0.99, dFake: 0.01 } }, gan);
    expect(ruleFor(lost).id).toBe('discriminatorWon');
    expect(ruleFor(lost).remedy?.(lost)?.change).toEqual({ discriminatorRate: 0.25 });
    expect(idOf({ ...game, recent: { dReal: 0.99, dFake: 0.3 } }, gan)).toBe('learning');
    // The discriminator of an AAE classifies codes.
    expect(idOf({ recent: { dReal: 0.99, dFake: 0.01 } }, settings({ model: 'aae' }))).toBe('learning');
  });

  it('mode collapse if generated images hardly differ from each other', () => {
    expect(idOf({ ...game, variety: 0.05 }, gan)).toBe('modeCollapse');
    expect(idOf({ ...game, variety: 0.5 }, gan)).toBe('learning');
    expect(idOf({ ...game, variety: 0.05, step: 20 }, gan)).toBe('learning');
  });

  it('every rule has its words in English and Chinese', () => {
    const situations = [
      facts({ shownStep: 3 }),
      facts({ waiting: true }),
      facts({ starting: true }),
      facts({ status: 'diverged' }),
      facts({ variances: [0] }),
      facts({ variances: [0] }, settings({ beta: 4 })),
      facts({ ...game, recent: { dReal: 1, dFake: 0 } }, gan),
      facts({ ...game, variety: 0 }, gan),
      facts({ recent: { total: 1, kl: 9 }, earlier: { total: 2, kl: 1 } }),
      facts(),
      facts({ status: 'paused' }, gan),
      facts({ status: 'finished' }, settings({ model: 'pca' })),
      facts({ status: 'idle', step: 0 }),
      facts({ status: 'paused', compared: 'same' }),
      facts({ status: 'paused', compared: 'codes' }),
      facts({ status: 'paused' }),
      facts({ status: 'idle' }, settings({ model: 'made' })),
      facts({ flow: 2000 }),
    ];
    expect(new Set(situations.map((f) => ruleFor(f).id))).toEqual(new Set(rules.map(({ id }) => id)));
    for (const f of situations) {
      const rule = ruleFor(f);
      const { key, values = {} } = rule.message(f);
      for (const locale of ['en', 'zh-CN'] as const) {
        const { text, language } = lookUp(locale, key);
        expect(language, `${locale} ${key}`).toBe(locale);
        for (const part of parse(text))
          if (part.kind === 'slot') expect(Object.keys(values), `${locale} ${key}`).toContain(part.name);
      }
    }
  });
});

describe('the numbers behind the captions', () => {
  it('are means over steps, however entries are merged', () => {
    const train = createMergedSeries(8, ['total', 'kl']);
    for (let step = 1; step <= 40; step++) train.append(step, [step, 2 * step]);
    const means = meansBetween(train, 0, 40);
    expect(means.total).toBeCloseTo(20.5);
    expect(means.kl).toBeCloseTo(41);
    expect(meansBetween(train, 33, 40).total).toBeGreaterThan(33);
    expect(meansBetween(train, 100, 200)).toEqual({});
  });

  it('one image has no variation, several have that of their pixels', () => {
    const image = (v: number) => new Uint8Array(784).fill(v);
    expect(variation([])).toBe(0);
    expect(variation([image(9), image(9), image(9)])).toBeCloseTo(0, 6);
    expect(variation([image(0), image(2)])).toBeCloseTo(784, 6);
  });
});
