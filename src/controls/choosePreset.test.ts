import { readFileSync } from 'node:fs';
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
let pretrained: Response | null = null;
/** The types of the commands sent, without those that the page sends by itself. */
const commandTypes = () =>
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
    fetch: async () => pretrained ?? new Response(null, { status: 404 }),
  });
  worker.openRun(1, { seed: 7 });
  useStore.setState({ config: { ...defaultConfig(), seed: 7 } });
});
afterEach(() => actions.stop());

describe('choosing a member of the family', () => {
  test('applies its settings, keeps the seed, and starts a new run', async () => {
    await choosePreset(withId('deep-ae'));
    expect(commandTypes()).toEqual(['configure', 'reset']);
    const config = configOf(withId('deep-ae'), { ...defaultConfig(), seed: 7 });
    expect(worker.sent('configure')).toEqual([expect.objectContaining({ config })]);
    expect(useStore.getState().config).toEqual(config);
  });

  test('shows its pretrained weights, if there are any for these settings', async () => {
    useStore.setState({ config: defaultConfig() });
    pretrained = new Response(readFileSync('public/pretrained/gan-mnist.safetensors'));
    await choosePreset(withId('gan'));
    expect(commandTypes()).toEqual(['configure', 'reset', 'showPretrained']);
    pretrained = new Response(readFileSync('public/pretrained/gan-mnist.safetensors'));
    useStore.setState({ config: { ...defaultConfig(), seed: 7 } });
    await choosePreset(withId('vae-10'));
    await choosePreset(withId('gan'));
    pretrained = null;
    expect(commandTypes().slice(3)).toEqual(['configure', 'reset', 'configure', 'reset']);
  });

  test('continues training if the run was training', async () => {
    worker.status(1, 'running');
    await choosePreset(withId('cvae'));
    await settled();
    expect(commandTypes()).toEqual(['configure', 'reset', 'train']);
  });

  test('stays paused if the run was paused', async () => {
    worker.status(1, 'paused');
    await choosePreset(withId('cvae'));
    await settled();
    expect(commandTypes()).toEqual(['configure', 'reset']);
  });

  test('choosing the present model does not discard its training', async () => {
    worker.status(1, 'running', 500);
    await choosePreset(withId('vae'));
    expect(commandTypes()).toEqual([]);
  });

  test('choosing the model on the screen when the controls differ resets the controls, not the run', async () => {
    useStore.setState({ config: { ...useStore.getState().config, beta: 30 } });
    worker.status(1, 'paused', 500);
    await choosePreset(withId('vae'));
    expect(commandTypes()).toEqual(['configure']);
    expect(useStore.getState().config.beta).toBe(1);
  });

  test('choosing a model whose settings wait for a restart restarts', async () => {
    useStore.setState({ config: configOf(withId('ae'), useStore.getState().config) });
    await choosePreset(withId('ae'));
    expect(commandTypes()).toEqual(['configure', 'reset']);
  });
});
