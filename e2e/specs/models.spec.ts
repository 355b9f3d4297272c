/** One tour per model: chosen, trained, dragged, saved, restored by file, in both languages. */
import { decodeUrl } from '../../src/experiment/url';
import { axe, expect, SMALL, test } from './fixtures';

interface Journey {
  name: string;
  /** Settings in the link, in addition to small widths. */
  settings: Record<string, string>;
  /** Rows of the loss table. */
  terms: string[];
  /** Whether images have codes, and codes a plane. */
  points: boolean;
  plane: boolean;
}

/** Few channels: the images are few. */
const CONVOLUTIONS = { architecture: 'conv', encoder: '2', decoder: '2', batch: '8' };
const JOURNEYS: Journey[] = [
  {
    name: 'PCA',
    settings: { model: 'pca' },
    terms: ['total', 'reconstruction'],
    points: true,
    plane: true,
  },
  {
    name: 'linear AE',
    settings: { model: 'ae', encoder: '', decoder: '', likelihood: 'gaussian' },
    terms: ['total', 'reconstruction'],
    points: true,
    plane: true,
  },
  {
    name: 'AE with a code of 32',
    settings: { model: 'ae', encoder: '', decoder: '', latent: '32', code: 'relu' },
    terms: ['total', 'reconstruction'],
    points: true,
    plane: true,
  },
  {
    name: 'deep AE',
    settings: { model: 'ae', encoder: '40-20-10', decoder: '10-20-40' },
    terms: ['total', 'reconstruction'],
    points: true,
    plane: true,
  },
  {
    name: 'contractive AE',
    settings: { model: 'contractive', latent: '8' },
    terms: ['total', 'reconstruction', '‖J‖²'],
    points: true,
    plane: true,
  },
  {
    name: 'sparse AE, L1',
    settings: { model: 'ae', latent: '8', code: 'relu', penalty: 'l1' },
    terms: ['total', 'reconstruction', 'penalty'],
    points: true,
    plane: true,
  },
  {
    name: 'sparse AE, KL',
    settings: { model: 'ae', latent: '8', code: 'sigmoid', penalty: 'sparsity' },
    terms: ['total', 'reconstruction', 'penalty'],
    points: true,
    plane: true,
  },
  {
    name: 'denoising AE',
    settings: { model: 'ae', corruption: 'masking', noise: '0.5' },
    terms: ['total', 'reconstruction'],
    points: true,
    plane: true,
  },
  {
    name: 'VAE with ten coordinates',
    settings: { latent: '10' },
    terms: ['total', 'reconstruction', 'KL'],
    points: true,
    plane: true,
  },
  {
    name: 'β-VAE with warm-up and free bits',
    settings: { beta: '4', warmUp: 'linear', warmUpSteps: '100', freeBits: '0.1' },
    terms: ['total', 'reconstruction', 'KL'],
    points: true,
    plane: true,
  },
  {
    name: 'conditional VAE',
    settings: { condition: 'label' },
    terms: ['total', 'reconstruction', 'KL'],
    points: true,
    plane: true,
  },
  {
    name: 'convolutional AE',
    settings: { model: 'ae', ...CONVOLUTIONS },
    terms: ['total', 'reconstruction'],
    points: true,
    plane: true,
  },
  {
    name: 'convolutional VAE',
    settings: { model: 'vae', ...CONVOLUTIONS },
    terms: ['total', 'reconstruction', 'KL'],
    points: true,
    plane: true,
  },
  {
    name: 'GAN',
    settings: { model: 'gan' },
    terms: ['D loss', 'G loss', 'D(x)', 'D(G(z))'],
    points: false,
    plane: true,
  },
  {
    name: 'conditional GAN',
    settings: { model: 'gan', condition: 'label' },
    terms: ['D loss', 'G loss', 'D(x|y)', 'D(G(z|y)|y)'],
    points: false,
    plane: true,
  },
  {
    name: 'adversarial autoencoder',
    settings: { model: 'aae' },
    terms: ['recon.', 'D loss', 'E loss', 'D(z)', 'D(E(x))'],
    points: true,
    plane: true,
  },
  {
    name: 'VAE-GAN',
    settings: { model: 'vaegan' },
    terms: ['recon.', 'KL', 'feature', 'D loss', 'G loss', 'D(x)', 'D(x̂), D(G(z))'],
    points: true,
    plane: true,
  },
  {
    name: 'MADE',
    settings: { model: 'made', pixels: 'binary' },
    terms: ['−log p(x)'],
    points: false,
    plane: false,
  },
];

for (const { name, settings, terms, points, plane } of JOURNEYS) {
  test(`${name}: train, drag, save, load, link, and Chinese`, async ({ playground, page }) => {
    await playground.open({ ...SMALL, discriminator: '16', engine: 'simd', ...settings });
    const table = page.getByRole('region', { name: 'Loss' }).getByRole('table');
    const headers = () => table.getByRole('rowheader').getByRole('button').allInnerTexts();

    await test.step('trains, and its losses have their own names', async () => {
      const summary = await playground.train({ steps: 12 });
      expect(summary.status).toBe(settings.model === 'pca' ? 'finished' : 'paused');
      expect(Object.values(summary.last ?? {}).every(Number.isFinite)).toBe(true);
      await expect.poll(headers).toEqual(terms);
      await expect(playground.notices).toHaveCount(0);
    });

    if (plane) {
      await test.step('a probe is dragged, and its digit follows', async () => {
        const before = await playground.place('A');
        const from = await playground.press('A');
        await page.mouse.move(from.x + 40, from.y + 25, { steps: 4 });
        await page.mouse.up();
        expect(await playground.place('A')).not.toEqual(before);
      });
    }

    await test.step('saved, another model, loaded: the same model', async () => {
      const spec = await playground.state();
      const z = Array.from({ length: spec.config.latent }, (_, i) => 0.5 - i / 7);
      const drawn = plane ? await playground.decode(z) : null;
      const file = await playground.checkpoint();
      await page.evaluate(() => window.playground.configure({ model: 'vae', latent: 3, condition: 'none' }));
      await page.evaluate(() => window.playground.reset());
      await playground.importCheckpoint(file);
      const { config } = await playground.state();
      expect(config).toMatchObject({ model: settings.model ?? 'vae', latent: spec.config.latent });
      if (drawn) expect(await playground.decode(z)).toEqual(drawn);
    });

    await test.step('codes of images, or a message where there are none', async () => {
      const call = 'window.playground.encode(new Uint8Array(784), 1)';
      if (points) {
        const mu = await page.evaluate(async () => [
          ...(await window.playground.encode(new Uint8Array(784), 1)).mu,
        ]);
        expect(mu.every(Number.isFinite)).toBe(true);
      } else expect(await playground.refusal(call)).toMatch(/no encoder/);
    });

    // Opened again in `settings.spec`; here it would take a third of the time.
    await test.step('the link holds the same settings', async () => {
      const { config } = await playground.state();
      const read = decodeUrl(await page.evaluate(() => window.location.hash));
      expect(read).toEqual({ config, autostart: false, problems: [] });
    });

    await test.step('everything has its words in Chinese', async () => {
      await playground.openMenu();
      await page.getByLabel('Language').selectOption('简体中文');
      await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
      await expect(page.getByRole('region', { name: '损失' })).toBeVisible();
      await expect(playground.notices).toHaveCount(0);
    });
  });
}

test('conflicting settings are explained at their control, and nothing is lost', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, engine: 'simd', model: 'ae' });
  await playground.train({ steps: 5 });
  await page.evaluate(() => window.playground.configure({ penalty: 'sparsity' }));
  await expect(page.getByText('choose the sigmoid code').first()).toBeVisible();
  expect(await playground.refusal('window.playground.reset()')).toMatch(/choose the sigmoid code/);
  expect((await playground.state()).run.step).toBe(5);
  await page.evaluate(() => window.playground.configure({ code: 'sigmoid' }));
  await expect(page.getByText('choose the sigmoid code')).toHaveCount(0);
  await page.evaluate(() => window.playground.reset());
  expect((await playground.train({ steps: 3 })).step).toBe(3);
});

test('a model is chosen from the family tree by keyboard', async ({ playground, page }) => {
  await playground.open({ ...SMALL, engine: 'simd' });
  await page.getByRole('button', { name: /^Model: / }).focus();
  await page.keyboard.press('Enter');
  const tree = page.getByRole('dialog', { name: 'Which model?' });
  await expect(tree).toBeVisible();
  await tree.getByRole('button', { name: /^Conditional GAN/ }).focus();
  await page.keyboard.press('Enter');
  await expect(tree).toBeHidden();
  await expect
    .poll(async () => (await playground.state()).config)
    .toMatchObject({
      model: 'gan',
      condition: 'label',
    });
});

test('a model chosen from the family tree is shown with its pretrained weights', async ({
  playground,
  page,
}) => {
  await page.goto('./#v=1&beta=4');
  await playground.ready();
  await page.getByRole('button', { name: /^Model: / }).click();
  await page.getByRole('dialog', { name: 'Which model?' }).getByRole('button', { name: /^GAN/ }).click();
  await expect(page.getByText('Shown: weights trained earlier.')).toBeVisible();
  await expect.poll(async () => (await playground.state()).run.step).toBeGreaterThan(5000);
  const summary = await playground.train({ steps: 2 });
  expect(summary.step).toBe(2);
});

test('the family is grouped by question, marks where to start, and describes every member at every size', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, engine: 'simd' });
  for (const [width, height] of [
    [1440, 900],
    [1280, 720],
    [1024, 768],
    [390, 844],
  ]) {
    await page.setViewportSize({ width, height });
    await page.getByRole('button', { name: /^Model: / }).click();
    const tree = page.getByRole('dialog', { name: 'Which model?' });
    await expect(tree.getByRole('heading', { level: 3 })).toHaveText([
      /^Compress: .*\?$/,
      /^With labels: .*\?$/,
      /^Generate: .*\?$/,
      /^Both: .*\?$/,
    ]);
    const members = await tree.locator('[data-member]').evaluateAll((buttons) =>
      buttons.map((button) => {
        const spans = [...button.querySelectorAll<HTMLElement>(':scope > span:not([hidden])')];
        return {
          id: (button as HTMLElement).dataset.member,
          start: /\d\. .*here/.test(spans[0].textContent ?? ''),
          // The whole description is visible.
          line: spans[1].textContent,
          shown: spans[1].clientHeight > 10 && spans[1].scrollHeight <= spans[1].clientHeight + 1,
        };
      }),
    );
    expect(members).toHaveLength(24);
    for (const { id, line, shown } of members) {
      expect(line?.length, id).toBeGreaterThan(10);
      expect(shown, `${id} at ${width} px`).toBe(true);
    }
    expect(members.filter(({ start }) => start).map(({ id }) => id)).toEqual(['ae', 'gan', 'vae']);
    const { violations } = await axe(page).include('dialog').analyze();
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(', ')}`)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(tree).toHaveCount(0);
  }
  // With the keyboard: to the parent, down the list, to the first child.
  await page.getByRole('button', { name: /^Model: / }).click();
  const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset.member);
  await expect.poll(focused).toBe('vae');
  await page.keyboard.press('ArrowLeft');
  expect(await focused()).toBe('ae');
  await page.keyboard.press('ArrowDown');
  expect(await focused()).toBe('deep-ae');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  expect(await focused()).toBe('contractive');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowRight');
  expect(await focused()).toBe('contractive');
});
