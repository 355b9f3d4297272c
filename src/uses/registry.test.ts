/** A use is a folder and a line in the registry: neither is there without the other. */
import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { specWith } from '../experiment/specOf';
import type { Use } from './definition';
import { shownUse, usesOf } from './offered';
import * as registry from './registry';

const byId: Record<string, Use> = { ...registry };
const folders = readdirSync('src/uses', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test('every folder is in the registry, with its view and its words', () => {
  expect(Object.keys(registry).sort()).toEqual(folders.sort());
  for (const use of folders) {
    for (const file of ['View.tsx', 'words.ts'])
      expect(existsSync(`src/uses/${use}/${file}`), use).toBe(true);
  }
});

test('no two uses have the same place among the tabs', () => {
  const places = Object.values(byId).map(({ place }) => place);
  expect(new Set(places).size).toBe(places.length);
});

test('the tabs are in the order of their places; the first is shown where the chosen one is not offered', () => {
  // More than two coordinates, of which one use is.
  const all = usesOf(specWith({ latent: 3 }), true, true);
  const places = all.map((use) => byId[use].place);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(all.length).toBe(folders.length);
  expect(usesOf(specWith({}), false)).not.toContain('features');
  const ofGan = usesOf(specWith({ model: 'gan' }), true);
  expect(ofGan).not.toContain('drawing');
  expect(shownUse(ofGan, 'drawing')).toBe('samples');
  expect(shownUse(all, 'drawing')).toBe('drawing');
  expect(usesOf(specWith({}), true)).not.toContain('comparison');
  expect(shownUse(all, null)).toBe('comparison');
  expect(shownUse(usesOf(specWith({}), true), 'comparison')).toBe('reconstructions');
});
