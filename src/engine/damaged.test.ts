/**
 * Damaged and invented checkpoints, as in `npm run abuse`, given to the readers: the result is a model or a
 * problem, never NaN.
 */
import { expect, test } from 'vitest';
import { mutatedCheckpoint } from '../../e2e/abuse/mutations.mjs';
import { Random } from '../../e2e/abuse/random.mjs';
import { createPlainDecoder } from '../decode/plain';
import { type Problem, ProblemError } from '../experiment/problem';
import { defaultConfig } from '../experiment/schema';
import { specOf } from '../experiment/specOf';
import { layoutOf } from '../model/compile';
import { initialParameters } from '../model/init';
import { readCheckpoint, writeCheckpoint } from './checkpoint';
import { freshState } from './engine';

const COUNT = 300;

function outcomeOf(bytes: Uint8Array): Problem | 'draws' | 'draws no numbers' | unknown {
  try {
    const { config, state } = readCheckpoint(bytes);
    const spec = specOf(config);
    if (spec.latent === 0) return 'draws';
    const decoder = createPlainDecoder(spec);
    decoder.load(state.parameters.subarray(layoutOf(spec).decoderStart));
    const pixels = new Float32Array(2 * 784);
    decoder.decode(
      Float32Array.from({ length: 2 * spec.latent }, (_, i) => 40 * Math.sin(i)),
      2,
      pixels,
    );
    return pixels.every((p) => p >= 0 && p <= 1) ? 'draws' : 'draws no numbers';
  } catch (error) {
    return error instanceof ProblemError ? error.problem : error;
  }
}

test('a damaged checkpoint loads and decodes, or is refused with a checkpoint’s problem', () => {
  const config = { ...defaultConfig(), encoder: [3], decoder: [3], latent: 2 };
  const spec = specOf(config);
  const file = writeCheckpoint({ config, step: 9, state: freshState(spec, initialParameters(spec, 1)) });
  const seed = 1;
  const found = { refused: 0, drawn: 0 };
  for (let n = 0; n < COUNT; n++) {
    const { what, bytes } = mutatedCheckpoint(file, new Random(seed, n));
    const outcome = outcomeOf(bytes);
    const label = `case ${n} of seed ${seed}, ${what}: ${JSON.stringify(outcome)} ${String(outcome)}`;
    if (outcome === 'draws') found.drawn++;
    else {
      found.refused++;
      expect((outcome as Partial<Problem> | null)?.code, label).toMatch(/^checkpoint\./);
    }
  }
  // The damage must be neither always fatal nor never.
  expect(found.refused, `seed ${seed}`).toBeGreaterThan(COUNT / 2);
  expect(found.drawn, `seed ${seed}`).toBeGreaterThan(0);
});
