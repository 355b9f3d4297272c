import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { configOf, presetOf } from '../experiment/members';
import type { Preset } from '../experiment/presets';
import { defaultConfig } from '../experiment/schema';
import * as actions from '../state/actions';
import { initialState, useStore } from '../state/store';
import { FakeWorker, settled } from '../state/testing';
import { choosePreset } from './choosePreset';

const withId = (id: string): Preset => {
  const found = presetOf(id);
  if (!found) throw new Error(`no preset ${id}`);
  return found;
};
let worker: FakeWorker;
/** What it was asked for, but for what the page asks by itself. */
const asked = () =>
  worker.commands
    .map((c) => c.type)
    .filter((type) => type !== 'open' && type !== 'view' && type !== 'exportCheckpoint');

beforeEach(async () => {
  useStore.setState(initialState(), true);
  await actions.start({
    base: '/',
    spawn: () => {
      worker = new FakeWorker();
      return worker;
    },
    fetch: async () => new Response(null, { status: 404 }),
  });
  worker.openRun(1, { seed: 7 });
  useStore.setState({ config: { ...defaultConfig(), seed: 7 } });
});
afterEach(() => actions.stop());

describe('choosing a member of the family', () => {
  test('takes its settings, keeps the seed, and begins a new run', async () => {
    await choosePreset(withId('deep-ae'));
    expect(asked()).toEqual(['configure', 'reset']);
    const config = configOf(withId('deep-ae'), { ...defaultConfig(), seed: 7 });
    expect(worker.sent('configure')).toEqual([expect.objectContaining({ config })]);
    expect(useStore.getState().config).toEqual(config);
  });

  test('what was training trains on', async () => {
    worker.status(1, 'running');
    await choosePreset(withId('cvae'));
    await settled();
    expect(asked()).toEqual(['configure', 'reset', 'train']);
  });

  test('what was paused stays so', async () => {
    worker.status(1, 'paused');
    await choosePreset(withId('cvae'));
    await settled();
    expect(asked()).toEqual(['configure', 'reset']);
  });

  test('to choose what is there already costs nobody a trained run', async () => {
    worker.status(1, 'running', 500);
    await choosePreset(withId('vae'));
    expect(asked()).toEqual([]);
  });

  test('what is on the screen, while the controls ask for another: they are put back, and the run stays', async () => {
    useStore.setState({ config: { ...useStore.getState().config, beta: 30 } });
    worker.status(1, 'paused', 500);
    await choosePreset(withId('vae'));
    expect(asked()).toEqual(['configure']);
    expect(useStore.getState().config.beta).toBe(1);
  });

  test('a member that waits for a restart takes hold when it is chosen again', async () => {
    useStore.setState({ config: configOf(withId('ae'), useStore.getState().config) });
    await choosePreset(withId('ae'));
    expect(asked()).toEqual(['configure', 'reset']);
  });
});
