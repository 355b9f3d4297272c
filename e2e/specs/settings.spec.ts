/** Settings by control, link and script; seeds; and every method of `window.playground`. */
import { languages } from '../../src/i18n/languages';
import { expect, largestGap, SMALL, test } from './fixtures';

test('a link carries every setting there and back, and only those that differ', async ({
  playground,
  page,
}) => {
  const settings = {
    ...SMALL,
    model: 'ae',
    latent: '4',
    activation: 'elu',
    likelihood: 'gaussian',
    learningRate: '0.003',
    optimiser: 'rmsprop',
    weightDecay: '0.01',
    schedule: 'cosine',
    seed: '42',
    stopAfter: '2',
    speed: '30',
    engine: 'tfjs-wasm',
  };
  await playground.open(settings);
  const { config } = await playground.state();
  expect(config).toMatchObject({
    dataset: 'drawn',
    encoder: [32],
    decoder: [32],
    batch: 32,
    model: 'ae',
    latent: 4,
    activation: 'elu',
    likelihood: 'gaussian',
    learningRate: 0.003,
    optimiser: 'rmsprop',
    weightDecay: 0.01,
    schedule: 'cosine',
    seed: 42,
    stopAfter: 2,
    speed: 30,
    engine: 'tfjs-wasm',
  });
  await page.evaluate(() => window.playground.configure({ latent: 2, seed: 1, beta: 4 }));
  await expect.poll(() => new URL(page.url()).hash).toContain('beta=4');
  const hash = new URLSearchParams(new URL(page.url()).hash.slice(1));
  expect(hash.get('v')).toBe('1');
  expect(hash.has('latent')).toBe(false);
  expect(hash.has('seed')).toBe(false);
  const url = page.url();
  await page.goto('about:blank');
  await page.goto(url);
  await playground.ready();
  expect((await playground.state()).config).toEqual({ ...config, latent: 2, seed: 1, beta: 4 });
});

test('a part of the training images: by link, by check box, and in an epoch', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, trainImages: '320', classes: '012345689' });
  await expect(playground.dataBadge).toContainText('320 images');
  await playground.openSettings();
  const classes = page.getByRole('group', { name: 'Classes' });
  await expect(classes.getByRole('checkbox')).toHaveCount(10);
  await expect(classes.getByRole('checkbox', { name: '7' })).not.toBeChecked();
  await classes.getByRole('checkbox', { name: '3' }).uncheck();
  await expect.poll(() => new URL(page.url()).hash).toContain('classes=01245689');
  expect((await playground.train({ epochs: 1 })).step).toBe(10);
  await page.evaluate(() => window.playground.configure({ classes: [2] }));
  await expect(classes.getByRole('checkbox', { name: '2' })).toBeDisabled();
});

test('autostart starts training', async ({ playground }) => {
  await playground.open({ ...SMALL, autostart: '1' });
  await expect(playground.pauseButton).toBeVisible();
  await expect.poll(() => playground.step()).toBeGreaterThan(5);
});

test('the same seed gives the same run, bit by bit; reset rewinds; a new seed differs', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, seed: '3' });
  const first = await playground.checkpoint();
  await playground.train({ steps: 40 });
  const metrics = await playground.metrics();
  expect(metrics.map((m) => m.step)).toEqual(Array.from({ length: 40 }, (_, i) => metrics[0].step + i));

  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect.poll(() => playground.step()).toBe(0);
  expect((await playground.checkpoint()).equals(first)).toBe(true);
  // Divided differently, with pauses in between, the run is the same.
  await playground.train({ steps: 7 });
  await page.evaluate(() => window.playground.step());
  await playground.train({ steps: 32 });
  const losses = (list: typeof metrics) => list.map(({ step, total, recon, kl }) => [step, total, recon, kl]);
  expect(losses(await playground.metrics())).toEqual(losses(metrics));

  await page.getByRole('button', { name: 'New seed' }).click();
  await expect.poll(() => playground.step()).toBe(0);
  expect((await playground.state()).config.seed).not.toBe(3);
  expect((await playground.checkpoint()).equals(first)).toBe(false);
  await playground.train({ steps: 3 });
  expect((await playground.metrics())[0].total).not.toBe(metrics[0].total);
});

test('one click restores what a Reset removed: weights, losses and seed', async ({ playground, page }) => {
  await playground.open({ ...SMALL, seed: '3' });
  await playground.train({ steps: 12 });
  const [drawn, metrics] = [await playground.decode([0.5, -1]), await playground.metrics()];
  const back = page.getByRole('button', { name: /Back to step/ });
  await expect(back).toHaveCount(0);
  await page.getByRole('button', { name: 'New seed' }).click();
  await expect.poll(() => playground.step()).toBe(0);
  expect(await playground.decode([0.5, -1])).not.toEqual(drawn);
  await expect(back).toContainText('Back to step 12');
  await back.click();
  await expect.poll(() => playground.step()).toBe(12);
  expect(await playground.decode([0.5, -1])).toEqual(drawn);
  expect(await playground.metrics()).toEqual(metrics);
  expect((await playground.state()).config.seed).toBe(3);
  await expect(back).toHaveCount(0);
});

test('β, learning rate and speed change during the run; the latent size waits for a restart', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, speed: '5' });
  await playground.trainButton.click();
  await expect.poll(() => playground.step()).toBeGreaterThan(1);
  await page.evaluate(() => window.playground.configure({ speed: 0 }));
  const slow = await playground.step();
  await expect.poll(() => playground.step()).toBeGreaterThan(slow + 100);
  expect((await playground.state()).run.status).toBe('running');

  await test.step('with a tiny learning rate and β = 0 nothing changes', async () => {
    await page.evaluate(() => window.playground.configure({ learningRate: 1e-6, beta: 0 }));
    await playground.pause();
    const { step } = (await playground.state()).run;
    await playground.train({ steps: 5 });
    const { total, recon } = (await playground.metrics()).at(-1)!;
    expect((await playground.state()).run.step).toBe(step + 5);
    expect(total).toBeCloseTo(recon, 3);
  });

  await test.step('a change of the optimiser reports that its moments are reset', async () => {
    await page.evaluate(() => window.playground.configure({ optimiser: 'sgd' }));
    await playground.train({ steps: 1 });
    const sentence = /^The optimiser was changed after step [\d,]+\. The weights stay as they are/;
    await expect(page.getByText(sentence)).toBeVisible();
  });

  await test.step('restart to apply', async () => {
    const at = await playground.step();
    await page.evaluate(() => window.playground.configure({ latent: 3, batch: 64 }));
    await expect(page.getByText(/These take effect after a restart: .*Latent size/)).toBeVisible();
    await playground.train({ steps: 2 });
    expect(await playground.step()).toBe(at + 2);
    expect(await playground.decode([0, 0])).toHaveLength(784);
    await page.getByRole('button', { name: 'Start over' }).click();
    await expect.poll(() => playground.step()).toBe(0);
    expect(await playground.decode([0, 0, 0])).toHaveLength(784);
    await expect(page.getByText(/These take effect after a restart/)).toHaveCount(0);
  });
});

test('stop after one epoch, and again after the next', async ({ playground }) => {
  await playground.open({ ...SMALL, batch: '512', stopAfter: '1' });
  const first = await playground.train({});
  expect(first.status).toBe('finished');
  expect(first.epoch).toBeGreaterThanOrEqual(1);
  expect(first.epoch).toBeLessThan(1.2);
  const second = await playground.train({});
  expect(second.status).toBe('finished');
  expect(second.epoch).toBeGreaterThanOrEqual(2);
  expect(second.epoch).toBeLessThan(2.2);
});

test('a control changes the setting, the link and the run', async ({ playground, page }) => {
  await playground.open(SMALL);
  await playground.openSettings();
  await page.getByLabel('Batch size').selectOption({ label: '64 images' });
  expect((await playground.state()).config.batch).toBe(64);
  await expect.poll(() => page.url()).toContain('batch=64');
});

test('both languages, remembered; messages to scripts use the same language', async ({
  playground,
  page,
}) => {
  await playground.open(SMALL);
  await playground.openMenu();
  await page.getByLabel('Language').selectOption('简体中文');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  const controls = page.getByRole('group', { name: '训练控制' });
  await expect(controls.getByRole('button', { name: '训练', exact: true })).toBeVisible();
  expect(await playground.refusal('window.playground.configure({ latent: -1 })')).toContain('latent 不能取');
  await page.reload();
  await playground.ready();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await playground.openMenu();
  await page.getByLabel('语言').selectOption('English');
  await expect(playground.trainButton).toBeVisible();
});

for (const { id, name } of languages.filter((language) => 'load' in language)) {
  test(`${name} is loaded when it is chosen; a failure is reported`, async ({
    playground,
    page,
    allowErrors,
  }) => {
    allowErrors(/Failed to load resource/);
    await playground.open(SMALL);
    const root = page.locator('html');
    const words = `**/assets/${id}-*.js`;
    await page.route(words, (route) => route.abort());
    await playground.openMenu();
    await page.getByLabel('Language').selectOption(name);
    await expect(playground.notices).toHaveText([new RegExp(name)]);
    await expect(root).toHaveAttribute('lang', 'en');
    await expect(playground.trainButton).toBeVisible();
    await page.unroute(words);
    await page.reload();
    await playground.ready();
    await playground.openMenu();
    await page.getByLabel('Language').selectOption(name);
    await expect(root).toHaveAttribute('lang', id);
    await expect(playground.trainButton).toHaveCount(0);
    await page.reload();
    await playground.ready();
    await expect(root).toHaveAttribute('lang', id);
    await expect(playground.notices).toHaveCount(0);
  });
}

test('every method of window.playground', async ({ playground, page }) => {
  await playground.open(SMALL);

  await test.step('state and configure', async () => {
    const state = await playground.state();
    expect(state).toMatchObject({ dataset: 'drawn', run: { status: 'idle', step: 0, epoch: 0 } });
    expect(state.device).not.toBe('');
    const refused = await playground.refusal('window.playground.configure({ beta: 2, latent: 0.5 })');
    expect(refused).toContain('is not a valid value of latent');
    // All or nothing.
    expect((await playground.state()).config.beta).toBe(1);
    expect(await playground.refusal('window.playground.configure({ colour: 1 })')).toContain('colour');
  });

  await test.step('train, pause, step, reset', async () => {
    const running = page.evaluate(() => window.playground.train());
    await expect.poll(() => playground.step()).toBeGreaterThan(5);
    const paused = await playground.pause();
    expect(paused.status).toBe('paused');
    expect((await running).step).toBe(paused.step);
    expect((await page.evaluate(() => window.playground.step())).step).toBe(paused.step + 1);
    expect((await page.evaluate(() => window.playground.step(3))).step).toBe(paused.step + 4);
    const reset = await page.evaluate(() => window.playground.reset({ seed: 11 }));
    expect(reset).toMatchObject({ status: 'idle', step: 0 });
    expect((await playground.state()).config.seed).toBe(11);
    const epoch = await playground.train({ epochs: 0.05 });
    expect(epoch.epoch).toBeGreaterThanOrEqual(0.05);
    expect(epoch.epoch).toBeLessThan(0.07);
    for (const call of [
      'train({ steps: -1 })',
      'train({ epochs: NaN })',
      'step(0.5)',
      'reset({ seed: -1 })',
    ]) {
      expect(await playground.refusal(`window.playground.${call}`), call).not.toBe('');
    }
  });

  await test.step('encode and decode', async () => {
    const { mu, logVar } = await page.evaluate(async () => {
      const codes = await window.playground.encode(new Uint8Array(3 * 784).fill(120), 3);
      return { mu: [...codes.mu], logVar: codes.logVar && [...codes.logVar] };
    });
    expect(mu).toHaveLength(6);
    expect(logVar).toHaveLength(6);
    expect(mu.slice(0, 2)).toEqual(mu.slice(2, 4));
    const both = await playground.decode([0, 1, -1, 0.5], 2);
    expect(both).toHaveLength(2 * 784);
    expect(both.every((p) => p >= 0 && p <= 1)).toBe(true);
    expect(largestGap(both.slice(784), await playground.decode([-1, 0.5]))).toBeLessThan(1e-6);
    for (const call of [
      'decode(new Float32Array(3), 1)',
      'decode(new Float32Array([NaN, 0]), 1)',
      'encode(new Uint8Array(10), 1)',
    ]) {
      expect(await playground.refusal(`window.playground.${call}`), call).toContain(
        'is not what was expected',
      );
    }
  });

  await test.step('metrics and evaluate', async () => {
    const metrics = await playground.metrics();
    expect(metrics).toHaveLength(await playground.step());
    for (const { total, recon, kl } of metrics) expect(total).toBeCloseTo(recon + kl, 2);
    const evaluation = await page.evaluate(() => window.playground.evaluate());
    expect(evaluation.negElbo).toBeGreaterThan(0);
    expect(evaluation.knn).toBeGreaterThan(0);
    expect(evaluation.count).toBeGreaterThan(500);
    expect(await page.evaluate(() => window.playground.evaluate())).toEqual(evaluation);
  });
});
