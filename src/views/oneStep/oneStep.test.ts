/** The stages and the drawing that follow from a step, and the arithmetic that is printed for one weight. */

import { describe, expect, test } from 'vitest';
import { imagesOf, LABELS } from '../../engine/conformance/checks';
import { CASES, caseOf, EACH_OPTIMISER } from '../../engine/conformance/table';
import { GREY_28 } from '../../experiment/dataShape';
import { numbersOf } from '../../i18n/numbers';
import { initialParameters } from '../../model/init';
import { type OneStep, oneStep } from '../../model/oneStep';
import { referenceState } from '../../model/reference';
import { type Hyper, INPUT_SIZE, imageSize, type ModelSpec } from '../../model/spec';
import { offeredImages } from './ImageChoice';
import { updateLines } from './OneWeight';
import { enlargement, flowOf, stageOf, stagesOf } from './stages';
import { words } from './words';

function stepOf({ spec, hyper }: { spec: ModelSpec; hyper: Hyper }): OneStep {
  const [images, size] = [imagesOf(spec), imageSize(spec.data)];
  const batch = { images: images.slice(0, size), labels: LABELS.slice(0, 1), seed: 3, step: 0 };
  const others = { images: images.slice(size, 2 * size), labels: LABELS.slice(1, 2) };
  return oneStep(spec, referenceState(spec, initialParameters(spec, 3)), batch, hyper, others);
}

const kindsOf = (name: string) =>
  stagesOf(stepOf(caseOf(name)))
    .map(({ kind }) => kind)
    .join(' ');
const drawingsOf = (name: string) =>
  stepOf(caseOf(name)).phases.map((phase) =>
    flowOf(phase).map(({ value: { role, width }, from }) => {
      const shown = role === 'hidden' ? width : role;
      if (from === 'before') return `→ ${shown}`;
      return from.length > 0 ? `${from.map((one) => one.role)} → ${shown}` : shown;
    }),
  );

describe('stages', () => {
  test.each([
    ['ae gaussian relu', 'input encoder code output loss backward update after'],
    ['vae bernoulli relu', 'input encoder code sample output loss backward update after'],
    ['vae without hidden layers', 'input code sample output loss backward update after'],
    ['made', 'input encoder output loss backward update after'],
    ['gan', 'input prior output discriminator backward update again backward update after'],
    [
      'adversarial autoencoder',
      'input encoder code prior discriminator backward update again backward update after',
    ],
    [
      'vae-gan',
      'input encoder code sample output discriminator loss backward update again backward update again backward update after',
    ],
    ['convolutional vae', 'input encoder code sample output loss backward update after'],
  ])('%s', (name, kinds) => {
    expect(kindsOf(name)).toBe(kinds);
  });

  test('the drawing has every value of the main path once, after what it is computed from', () => {
    expect(drawingsOf('vae, salt and pepper')).toEqual([
      ['image', '→ corrupted', '→ 33', '→ 7', '→ mu', 'logVar', '→ z', '→ 3', '→ 50', '→ outputs'],
    ]);
    expect(drawingsOf('gan')).toEqual([
      ['prior', '→ 3', '→ 50', '→ outputs', 'image', '→ 17', '→ 5', '→ logit'],
      ['prior', '→ 3', '→ 50', '→ outputs', '→ 17', '→ 5', '→ logit'],
    ]);
    // The discriminator of codes does not read the reconstruction, which stands before it.
    expect(drawingsOf('adversarial autoencoder')[1].slice(-4)).toEqual([
      '→ outputs',
      'mu → 17',
      '→ 5',
      '→ logit',
    ]);
  });

  test.each(CASES.filter(({ hyper }) => hyper.turn === 'both'))(
    'every value of $name is drawn once, in a stage that is shown',
    (one) => {
      const step = stepOf(one);
      const kinds = new Set(stagesOf(step).map(({ kind }) => kind));
      for (const phase of step.phases) {
        const drawn = flowOf(phase).map(({ value }) => value);
        expect(new Set(drawn).size).toBe(drawn.length);
        const expected = phase.values.filter(({ role }) => role !== 'label' && role !== 'epsilon');
        expect(new Set(drawn)).toEqual(new Set(expected));
        if (phase === step.phases[0]) for (const value of drawn) expect(kinds).toContain(stageOf(value));
      }
    },
  );
});

describe('the arithmetic of one weight', () => {
  /** The value of a printed expression. */
  function printedValue(text: string): number {
    const code = text
      .replaceAll('−', '-')
      .replaceAll('·', '*')
      .replaceAll(/√([\d.e-]+)/g, 'Math.sqrt($1)')
      .replaceAll('²', '**2')
      .replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (sup) => `**${[...sup].map((c) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c)).join('')}`);
    return new Function(`return ${code}`)() as number;
  }

  test.each([...EACH_OPTIMISER, caseOf('gan'), caseOf('made by momentum')])(
    'holds as printed: $name',
    (one) => {
      for (const { weight } of stepOf(one).phases) {
        const lines = updateLines(one.hyper.optimiser, weight, numbersOf('en'));
        for (const { numbers } of lines) {
          const [left, right = left] = numbers.split(' = ');
          const [a, b] = [left, right].map(printedValue);
          expect(Math.abs(a - b), numbers).toBeLessThanOrEqual(3e-3 * Math.abs(b));
        }
        const last = lines[lines.length - 1].numbers.split(' = ')[1];
        expect(printedValue(last)).toBeCloseTo(weight.after, 6);
        expect(lines.some(({ letters }) => letters.includes('λ'))).toBe(one.hyper.weightDecay > 0);
      }
    },
  );
});

test('movements are enlarged by 1, 2 or 5 times a power of ten, to at most a quarter of the view', () => {
  expect(enlargement(0, 4)).toBe(1);
  expect(enlargement(3, 4)).toBe(1);
  for (const [longest, factor] of [
    [0.9, 1],
    [0.5, 2],
    [0.2, 5],
    [0.11, 5],
    [0.1, 10],
    [0.004, 200],
  ])
    expect(enlargement(longest, 4)).toBe(factor);
});

test('images of every class are offered, others in the next round; without labels, ten after ten', () => {
  const labels = Uint8Array.from({ length: 40 }, (_, i) => i % 10);
  const images = new Uint8Array(40 * INPUT_SIZE);
  expect(offeredImages({ ...GREY_28, images, labels, count: 40 }, 0)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(offeredImages({ ...GREY_28, images, labels, count: 40 }, 5)[3]).toBe(13);
  expect(offeredImages({ ...GREY_28, images, labels: null, count: 40 }, 2)[0]).toBe(20);
  expect(offeredImages({ ...GREY_28, images, labels: Uint8Array.of(7), count: 1 }, 3)).toEqual([0]);
  // Of 15 classes, ten and five, and then the next image of the first ten.
  const many = { ...GREY_28, images, labels: Uint8Array.from({ length: 40 }, (_, i) => i % 15), count: 40 };
  expect(offeredImages(many, 1)).toEqual([10, 11, 12, 13, 14]);
  expect(offeredImages(many, 2)).toEqual([15, 16, 17, 18, 19, 20, 21, 22, 23, 24]);
});

test('both languages have the same placeholders and links', () => {
  const marks = (text: string) => (text.match(/\{\w+|\]\([\w-]+\)/g) ?? []).sort();
  for (const [key, text] of Object.entries(words.en))
    expect(marks(words['zh-CN'][key as keyof typeof words.en]), key).toEqual(marks(text));
});
