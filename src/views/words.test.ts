import { afterEach, describe, expect, it } from 'vitest';
import type { DatasetId } from '../experiment/config';
import type { SliceChoice } from '../experiment/sliceChoice';
import { wordsOf } from '../i18n/words';
import { initialState, useStore } from '../state/store';
import { inkOn, luminance } from '../ui/palette';
import { axisName, coordinate, coordinates, fieldText, labelName, neighbourhood, placeText } from './words';

const { number } = wordsOf('en');

describe('words', () => {
  it('writes coordinates with a true minus sign and no negative zero', () => {
    expect(coordinates([-1.005, 2], number)).toBe('(−1.00,\u00a02.00)');
    expect(coordinate(-0.001, number)).toBe('0.00');
    expect(coordinates([-1.5, 2], wordsOf('zh-CN').number)).toBe('(−1.50,\u00a02.00)');
  });
  it('names the numbers of a place where they are not those of the code', () => {
    const { run, slice } = initialState();
    useStore.setState({ run, slice });
    expect(placeText([-1.28, 0.27], wordsOf('en'))).toBe('(−1.28,\u00a00.27)');
    const spec = { ...run.spec, latent: 5 };
    const on = (shown: SliceChoice, locale: 'en' | 'zh-CN' = 'en') => {
      const directions = { u: [1, 0, 0, 0, 0], v: [0, 1, 0, 0, 0] };
      useStore.setState({ run: { ...run, spec }, slice: { ...slice, ...directions, shown } });
      return placeText([-1.28, 0.27], wordsOf(locale));
    };
    expect(on({ by: 'principal', components: [0, 1] })).toBe(
      '(PC\u00a01\u00a0=\u00a0−1.28, PC\u00a02\u00a0=\u00a00.27)',
    );
    expect(on({ by: 'principal', components: [0, 1] }, 'zh-CN')).toBe(
      '(主\u2060成\u2060分\u00a01\u00a0=\u00a0−1.28, 主\u2060成\u2060分\u00a02\u00a0=\u00a00.27)',
    );
    expect(on({ by: 'axes', axes: [2, 4] })).toBe('(z₃\u00a0=\u00a0−1.28, z₅\u00a0=\u00a00.27)');
    useStore.setState(initialState(), true);
  });
  it('limits the digits in number fields', () => {
    expect([-0.001, -1.239, 9.5, -16.62, 160.4].map(fieldText)).toEqual([
      '0.00',
      '-1.24',
      '9.50',
      '-16.6',
      '160',
    ]);
  });
  it('names axes by number', () => {
    expect([axisName(0), axisName(11)]).toEqual(['z₁', 'z₁₂']);
  });
});

describe('classes', () => {
  const holding = (id: DatasetId | null) => useStore.setState(({ data }) => ({ data: { ...data, id } }));
  afterEach(() => useStore.setState(initialState(), true));

  it('have the names of the data on the plane, in both languages', () => {
    holding('fashion-mnist');
    expect(labelName(9, wordsOf('en'))).toBe('ankle boot');
    expect(labelName(9, wordsOf('zh-CN'))).toBe('短靴');
    const vote = { label: 3, votes: 6, of: 10 };
    expect(neighbourhood(vote, wordsOf('en'))).toContain('labelled dress');
    expect(neighbourhood(vote, wordsOf('zh-CN'))).toContain('“连衣裙”');
    expect(neighbourhood(null, wordsOf('en'))).toBe('');
  });

  it('are numerals for digits; before the data is loaded, the run tells which data it is', () => {
    holding('mnist');
    expect(labelName(3, wordsOf('en'))).toBe('3');
    holding(null);
    useStore.setState(({ run }) => ({ run: { ...run, config: { ...run.config, dataset: 'kmnist' } } }));
    expect(labelName(3, wordsOf('en'))).toBe('tsu つ');
  });
});

describe('inkOn', () => {
  it('has a contrast of at least 4.5 to 1 on every class colour', () => {
    const classes = '3f90da ffa90e bd1f01 94a4a2 a72eb5 a96b59 e76300 b9ac70 717581 92dadd'.split(' ');
    for (const c of classes) {
      const [l, ink] = [luminance(`#${c}`), luminance(inkOn(`#${c}`))];
      expect((Math.max(l, ink) + 0.05) / (Math.min(l, ink) + 0.05)).toBeGreaterThan(4.5);
    }
    expect(luminance('#ffffff')).toBeCloseTo(1);
    expect(luminance('#000000')).toBeCloseTo(0);
  });
});
