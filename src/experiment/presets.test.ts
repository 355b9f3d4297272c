import { describe, expect, test } from 'vitest';
import type { ModelFamily } from '../model/spec';
import type { Config } from './config';
import { conflictsOf } from './conflicts';
import { childrenOf, configOf, nearest, PRESET_KEYS, patchOf, presetOf } from './members';
import { type Preset, presets } from './presets';
import { restore } from './restore';
import { defaultConfig, rowOf, sameValue } from './schema';
import { hyperOf, specOf } from './specOf';

const withId = (id: string): Preset => {
  const found = presetOf(id);
  if (!found) throw new Error(`no preset ${id}`);
  return found;
};
/** The parts of a preset that determine the model and its training. */
const meaning = (preset: Preset) => {
  const config = configOf(preset);
  return JSON.stringify([specOf(config), hyperOf(config), config.pixels]);
};

describe.each(presets.map((p) => [p.id, p] as const))('%s', (_, preset) => {
  test('is valid and without conflicts, on data with labels', () => {
    const { config, problems } = restore(defaultConfig(), patchOf(preset));
    expect(problems).toEqual([]);
    expect(config).toEqual(configOf(preset));
    expect(conflictsOf(config, { labels: true })).toEqual([]);
  });

  test('names only settings that differ from the defaults, and none of the reader’s', () => {
    const redundant = Object.entries(preset.settings).filter(([key, value]) =>
      sameValue(value, rowOf(key as keyof Config).default),
    );
    expect(redundant).toEqual([]);
    expect(Object.keys(preset.settings).filter((key) => !PRESET_KEYS.some((k) => k === key))).toEqual([]);
  });

  test('has existing parents, and differs from them', () => {
    for (const parent of preset.parents) expect(meaning(withId(parent))).not.toBe(meaning(preset));
  });

  test('is recognised by its settings, whatever else is set', () => {
    const elsewhere = { ...configOf(preset), dataset: 'drawn', seed: 99, batch: 32, speed: 5 } as const;
    expect(nearest(elsewhere)).toEqual({ preset, exact: true });
  });
});

describe('the family', () => {
  test('has a different id and different settings for each member', () => {
    for (const of of [(p: Preset) => p.id, meaning]) {
      expect(new Set(presets.map(of)).size).toBe(presets.length);
    }
  });

  test('starts with PCA and the GAN, has no cycle, and is complete', () => {
    expect(childrenOf().map((p) => p.id)).toEqual(['pca', 'gan']);
    const seen: string[] = [];
    const visit = (id?: string) => {
      for (const child of childrenOf(id)) {
        seen.push(child.id);
        visit(child.id);
      }
    };
    visit();
    expect(seen.toSorted()).toEqual(presets.map((p) => p.id).toSorted());
    const rank = (id: string): number => Math.max(0, ...withId(id).parents.map((p) => 1 + rank(p)));
    for (const { id } of presets) expect(rank(id)).toBeLessThan(presets.length);
  });

  test('joins autoencoders and GANs in the AAE and the VAE-GAN', () => {
    const ancestors = (id: string): string[] => withId(id).parents.flatMap((p) => [p, ...ancestors(p)]);
    for (const id of ['aae', 'vaegan']) expect(ancestors(id)).toEqual(expect.arrayContaining(['gan', 'ae']));
  });

  test('has a member of every kind of model', () => {
    const row = rowOf('model');
    if (row.kind !== 'choice') throw new Error('models are chosen');
    const kinds = new Set<ModelFamily>(presets.map((p) => configOf(p).model));
    expect([...kinds].toSorted()).toEqual([...row.options].toSorted());
  });

  test('opens with a member', () => {
    expect(nearest(defaultConfig())).toEqual({ preset: withId('vae'), exact: true });
  });
});

describe('choosing', () => {
  test('sets everything about the model and leaves the reader’s settings alone', () => {
    const before: Config = {
      ...configOf(withId('made')),
      dataset: 'kmnist',
      seed: 5,
      batch: 64,
      engine: 'simd',
    };
    const after = configOf(withId('vae'), before);
    expect(after).toEqual({ ...defaultConfig(), dataset: 'kmnist', seed: 5, batch: 64, engine: 'simd' });
  });

  test('returns copies', () => {
    patchOf(withId('deep-ae')).encoder?.push(1);
    expect(patchOf(withId('deep-ae')).encoder).toEqual([1000, 500, 250]);
  });
});

describe('the nearest member', () => {
  test.each([
    [{ latent: 3 }, 'vae'],
    [{ latent: 10, beta: 3 }, 'vae-10'],
    [{ encoder: [32], decoder: [32] }, 'vae'],
    [{ model: 'ae', encoder: [32], decoder: [32] }, 'ae'],
    [{ model: 'ae', penalty: 'l2', penaltyWeight: 3 }, 'l2-ae'],
    [{ model: 'gan', condition: 'label' }, 'cgan'],
    [{ model: 'made', encoder: [100, 100] }, 'made'],
  ] satisfies [Partial<Config>, string][])('to %o is %s', (settings, id) => {
    expect(nearest({ ...defaultConfig(), ...settings })).toEqual({ preset: withId(id), exact: false });
  });

  test('does not depend on settings that do not apply', () => {
    const config = { ...configOf(withId('pca')), beta: 7, encoder: [3], likelihood: 'bernoulli' } as const;
    expect(nearest({ ...config, encoder: [...config.encoder] })).toEqual({
      preset: withId('pca'),
      exact: true,
    });
  });
});
