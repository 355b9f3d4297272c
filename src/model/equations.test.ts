import { expect, it, test } from 'vitest';
import { presets } from '../experiment/presets';
import { defaultConfig } from '../experiment/schema';
import { hyperOf, hyperWith, specOf, specWith } from '../experiment/specOf';
import { wordsOf } from '../i18n/words';
import { compileModel, termsOf } from './compile';
import { equationsOf } from './equations';
import type { Equation, Sign } from './notation';
import type { Term, Weight } from './operations';
import type { ModelSpec } from './spec';

const spelled = (sign: Sign): string => ('text' in sign ? sign.text : sign.of.map(spelled).join(''));
const written = (equations: readonly Equation[]) =>
  equations.map(({ pieces }) => pieces.map((p) => (p.minus ? '−' : '+') + p.signs.map(spelled).join('')));
const of = (spec: ModelSpec, hyper = hyperWith({})) => written(equationsOf(spec, hyper));

/** The terms with a recorded value, and their weights; the left side of an objective has weight 1. */
const live = (equations: readonly Equation[]): [Term, Weight][] =>
  equations.flatMap(({ left, pieces }) => [
    ...(left?.term ? [[left.term, 'one'] as [Term, Weight]] : []),
    ...pieces.filter((p) => p.live).map((p): [Term, Weight] => [p.concept, p.weight]),
  ]);

test.each(presets.map((p) => [p.id, p] as const))(
  '%s: each recorded loss, once, with its weight',
  (_, preset) => {
    const config = { ...defaultConfig(), ...preset.settings };
    const spec = specOf(config);
    const weights = new Map<Term, Weight>([
      ['total', 'one'],
      ['recon', 'one'],
    ]);
    for (const { losses } of compileModel(spec).phases) {
      for (const { term, weight } of losses) if (term) weights.set(term, weight);
    }
    const recorded = termsOf(spec).filter((term) => term !== 'dReal' && term !== 'dFake');
    const expected = recorded.map((term) => [term, weights.get(term)]);
    const equations = equationsOf(spec, hyperOf(config));
    expect(live(equations).sort()).toEqual(expected.sort());
    for (const { side, pieces } of equations) {
      for (const key of [`equation.${side}`, ...pieces.map((p) => `loss.${p.concept}`)])
        expect(wordsOf('en').find(key, ''), key).not.toBe('');
      for (const { weight } of pieces) expect(wordsOf('zh-CN').t(`equation.${weight}`)).toContain('{term}');
    }
  },
);

test.each(presets.map((p) => [p.id, p] as const))(
  '%s: every loss of the phases has its term',
  (_, preset) => {
    const config = { ...defaultConfig(), ...preset.settings };
    const spec = specOf(config);
    const learned = compileModel(spec).phases.flatMap((p) => p.losses.map((l) => l.weight));
    const pieces = equationsOf(spec, hyperOf(config)).flatMap((e) => e.pieces.map((p) => p.weight));
    // PCA has no phases: its one term is its definition.
    expect(pieces.sort()).toEqual(spec.family === 'pca' ? ['one'] : learned.sort());
  },
);

it('shows the condition, and what a code is computed from', () => {
  expect(of(specWith({ model: 'vae' }))).toEqual([['−logp(x|z)', '+KL(q(z|x)‖p(z))']]);
  expect(of(specWith({ model: 'vae', condition: 'label' }))).toEqual([
    ['−logp(x|z,y)', '+KL(q(z|x,y)‖p(z))'],
  ]);
  expect(of(specWith({ model: 'ae', corruption: 'masking' }))).toEqual([['−logp(x|z(x~))']]);
  expect(of(specWith({ model: 'ae', likelihood: 'gaussian' }))).toEqual([['+12‖x−x^‖2']]);
});

it('shows the generator’s loss of the chosen kind', () => {
  const gan = specWith({ model: 'gan' });
  expect(of(gan, hyperWith({ ganLoss: 'minimax' }))[1]).toEqual(['+log(1−D(G(z)))']);
  expect(of(gan, hyperWith({ ganLoss: 'nonSaturating' }))[1]).toEqual(['−logD(G(z))']);
});

it('shows free bits in the divergence', () => {
  expect(of(specWith({ model: 'vae' }), hyperWith({ freeBits: 0.5 }))[0][1]).toBe('+∑jmax(0.5,KLj)');
});
