import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCompared, encodeCompared } from './compareLink';
import { resolveConflicts } from './conflicts';
import { withShape } from './dataShape';
import { defaultLook } from './look';
import { defaultConfig } from './schema';
import { anyConfig } from './testing';
import { decodeLook, decodeUrl, encodeUrl } from './url';

test('the settings and the step of any run are read back, also from a whole link', () => {
  fc.assert(
    fc.property(anyConfig, anyConfig, fc.nat(999_999_999), (one, other, step) => {
      const { config } = resolveConflicts(one);
      const present = resolveConflicts(other).config;
      const text = encodeCompared({ config, step });
      const sent = withShape(config, config.dataset === 'own' ? { ...config, dataset: 'mnist' } : config);
      expect(decodeCompared(text)).toEqual({ config: sent, step });
      const link = encodeUrl(present, { ...defaultLook(), compare: text });
      expect(decodeLook(link)).toEqual({ look: { ...defaultLook(), compare: text }, problems: [] });
      const shown = withShape(
        present,
        present.dataset === 'own' ? { ...present, dataset: 'mnist' } : present,
      );
      expect(decodeUrl(link)).toEqual({ config: shown, autostart: false, problems: [] });
    }),
    { numRuns: 50 },
  );
});

test('a run with the default settings has only its step', () => {
  expect(encodeCompared({ config: defaultConfig(), step: 380 })).toBe('step:380');
});

test('anything else is refused', () => {
  for (const text of [
    '',
    'step:',
    'step:-1',
    'step:1e3',
    'model:ae',
    'step:3,model:nonsense',
    'step:3,colour:red',
    'step:3,model',
    'step:3,model:ae:vae',
    'step:3,autostart:1',
    'step:3,beta:1&latent:3',
  ])
    expect(decodeCompared(text), text).toBeNull();
});
