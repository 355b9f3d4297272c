import { expect, test } from 'vitest';
import { compileModel } from '../model/compile';
import { DEFAULT_SHAPE } from '../model/spec';
import { shapeOf, shapeSettings, withShape } from './dataShape';
import { restore } from './restore';
import { defaultConfig } from './schema';
import { specOf } from './specOf';

const colour = { imageSide: 32, imageChannels: 3, classCount: 8 } as const;
const own = { ...defaultConfig(), dataset: 'own', ...colour } as const;

test('a named data set has its own shape, whatever else is asked for', () => {
  expect(shapeOf(defaultConfig())).toEqual(DEFAULT_SHAPE);
  expect(restore(defaultConfig(), { ...colour, seed: 3 }).config).toEqual({ ...defaultConfig(), seed: 3 });
  expect(restore(own, { dataset: 'kmnist' }).config).toEqual({ ...defaultConfig(), dataset: 'kmnist' });
});

test('a checkpoint of own files brings their shape; later changes of settings keep it', () => {
  expect(restore(defaultConfig(), own).config).toEqual(own);
  expect(restore(own, { imageSide: 64, seed: 3 }).config).toEqual({ ...own, seed: 3 });
  expect(shapeSettings(shapeOf(own))).toEqual(colour);
  expect(withShape(own, own)).toEqual(own);
});

test('two channels, and sides beyond the limits, are refused', () => {
  for (const bad of [
    { imageChannels: 2 },
    { imageSide: 65 },
    { imageSide: 7 },
    { imageSide: 30 },
    { classCount: 63 },
  ])
    expect(restore(own, bad).problems, JSON.stringify(bad)).toHaveLength(1);
});

test('models of different shapes are compiled apart', () => {
  const grey = specOf(defaultConfig());
  expect(compileModel(grey)).toBe(compileModel(specOf(defaultConfig())));
  expect(compileModel(specOf(own))).not.toBe(compileModel(grey));
  // Only a conditional model reads labels.
  expect(compileModel(specOf(own)).spec.data).toEqual({ side: 32, channels: 3, classes: 10 });
  const conditional = specOf({ ...own, condition: 'label' });
  expect(compileModel(conditional).spec.data).toEqual({ side: 32, channels: 3, classes: 8 });
});
