/** The store of parameters for GPUs, tested on a backend that any machine has. */
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it, vi } from 'vitest';
import { changesOptimiser, followsReference, resumes, setupOf, stepsOf } from '../conformance/checks';
import { type Case, caseOf, EACH_OPTIMISER, FAMILY_CASES, OPTIMISER_CASES } from '../conformance/table';
import type { TfjsDevice } from './device';
import { createTfjsEngine } from './engine';

// Silences tfjs's advice to use another library in Node.
tf.env().set('IS_TEST', true);

/** A device whose memory JavaScript cannot access. */
vi.mock('./device', async (load) => {
  const { openDevice, ...rest } = await load<typeof import('./device')>();
  const hidden = async (...given: Parameters<typeof openDevice>): Promise<TfjsDevice> => ({
    ...(await openDevice(...given)),
    view: null,
  });
  return { ...rest, openDevice: hidden };
});

const create = (setup: Parameters<typeof createTfjsEngine>[1]) => createTfjsEngine('cpu', setup);
const CASES: Case[] = [caseOf('vae bernoulli relu'), ...FAMILY_CASES];

describe('tfjs with its parameters on the device', { timeout: 120_000 }, () => {
  it.each(CASES)('learns as the reference does: $name', (one) =>
    followsReference(create, one, stepsOf(one, 5), 1e-3),
  );

  it.each(CASES)('resumes from a saved state: $name', (one) => resumes(create, one));

  it.each(OPTIMISER_CASES)('takes the steps of its optimiser: $name', (one) =>
    followsReference(create, one, 6, 1e-4),
  );

  it.each(EACH_OPTIMISER)('resumes from a saved state: $name', (one) => resumes(create, one));

  it('resets the moments when the optimiser changes', () => changesOptimiser(create));

  it.each(CASES)('keeps no tensor of a finished step: $name', async ({ spec, hyper }) => {
    const engine = await create(setupOf(spec));
    await engine.train(0, 2, hyper);
    const running = tf.memory().numTensors;
    await engine.load(await engine.save());
    await engine.train(2, 2, hyper);
    expect(tf.memory().numTensors).toBe(running);
    engine.dispose();
  });
});
