/** The plane's caption: each event is produced for real and described, with a button where one setting would help. */
import type { Page } from '@playwright/test';
import { expect, type Playground, SMALL, test } from './fixtures';

const captionOf = (page: Page) => page.getByRole('region', { name: 'What the plane shows' });
const idOf = (page: Page) => captionOf(page).getAttribute('data-caption');

/** Trains until the caption `last` is shown, and returns the captions that were shown until then, in order. */
async function captionsUntil(playground: Playground, last: string): Promise<string[]> {
  const { page } = playground;
  await captionOf(page).evaluate((element) => {
    const seen: string[] = [];
    Object.assign(window, { seenCaptions: seen });
    new MutationObserver(() => seen.push(element.getAttribute('data-caption') ?? '')).observe(element, {
      attributes: true,
      attributeFilter: ['data-caption'],
    });
  });
  const trained = playground.train({});
  await expect.poll(() => idOf(page), { intervals: [50], timeout: 30_000 }).toBe(last);
  await playground.pause();
  await trained;
  return page.evaluate(() => (window as unknown as { seenCaptions: string[] }).seenCaptions);
}

test('the first caption describes the plane and the origin of the model', async ({ playground, page }) => {
  await playground.open();
  await expect(captionOf(page)).toContainText(
    'Every point is an image. The dots are 2,000 test images, encoded; behind is what the decoder draws.',
  );
  await expect(captionOf(page)).toContainText('Shown: weights trained earlier.');
});

test('training a VAE: KL rises while the total falls, which the caption explains', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, encoder: '64', decoder: '64', batch: '64', latent: '10' });
  expect(await idOf(page)).toBe('untrained');
  const seen = await captionsUntil(playground, 'klRises');
  expect(seen.indexOf('learning')).toBeGreaterThanOrEqual(0);
  expect(seen.indexOf('learning')).toBeLessThan(seen.indexOf('klRises'));
  await expect(captionOf(page)).toContainText(/^Every point is an image/);
  const losses = await playground.metrics();
  expect(losses.at(-1)!.total).toBeLessThan(losses[99].total);
});

test('posterior collapse: the coordinates are named, and the button restores them', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, beta: '30', learningRate: '0.003' });
  await playground.train({ steps: 600 });
  await expect(captionOf(page)).toContainText(
    'No information is left in z₁ and z₂ (posterior collapse): with β = 30',
  );
  await captionOf(page).getByRole('button', { name: 'Set β to 1' }).click();
  await expect.poll(async () => (await playground.state()).config.beta).toBe(1);
  await playground.train({ steps: 1500 });
  await expect.poll(() => idOf(page)).toBe('seen');
});

test('divergence: the learning rate is named, and the button goes back and lowers it', async ({
  playground,
  page,
}) => {
  await playground.open(SMALL);
  await playground.train({ steps: 60 });
  await page.evaluate(() => window.playground.configure({ learningRate: 10 }));
  const { status } = await playground.train({ steps: 2000 });
  expect(status).toBe('diverged');
  await expect(captionOf(page)).toContainText('Training has diverged: with learning rate 10 ');
  await captionOf(page).getByRole('button', { name: 'Go back and set the learning rate to 1' }).click();
  await expect.poll(async () => (await playground.state()).run.status).not.toBe('diverged');
  expect((await playground.state()).config.learningRate).toBe(1);
});

const GAN = { dataset: 'drawn', model: 'gan', batch: '32', decoder: '64', discriminator: '64' };

test('the discriminator has won: its two probabilities are given, and the button slows it down', async ({
  playground,
  page,
}) => {
  await playground.open({ ...GAN, learningRate: '0.0003', discriminatorRate: '10' });
  await playground.train({ steps: 400 });
  await expect(captionOf(page)).toContainText(
    /The discriminator has won: it gives real images a probability of (1|0\.9\d?) and generated ones 0(\.0\d)?,/,
  );
  await captionOf(page).getByRole('button', { name: 'Slow the discriminator: rate × 2.5' }).click();
  await expect.poll(async () => (await playground.state()).config.discriminatorRate).toBe(2.5);
});

test('mode collapse: nearly the same image at every point', async ({ playground, page }) => {
  await playground.open(GAN);
  await playground.train({ steps: 900 });
  await expect(captionOf(page)).toContainText('Mode collapse:');
});
