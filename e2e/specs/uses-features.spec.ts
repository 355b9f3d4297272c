/** How well the pretrained model separates the classes, and its samples. */
import type { Page } from '@playwright/test';
import { expect, hasMnist, SMALL, test } from './fixtures';

const panel = (page: Page) => page.getByRole('tabpanel');
const open = (page: Page, name: string) => page.getByRole('tab', { name }).click();
/** The analysis gets only a share of a loaded machine. */
const PATIENCE = { timeout: 120_000 };
const COVERS = /^300 draws from .* cover /;

/** Shares of the model, of PCA and of the pixels. */
async function measured(page: Page, measure: string): Promise<number[]> {
  const cells = panel(page)
    .getByRole('row', { name: new RegExp(`^${measure}`) })
    .getByRole('cell');
  await expect(cells).toHaveText([/^\d+%$/, /^\d+%$/, /^\d+%$/], PATIENCE);
  return (await cells.allInnerTexts()).map((text) => Number.parseInt(text, 10));
}

const counts = async (page: Page) =>
  (await panel(page).getByRole('listitem').allInnerTexts()).map((text) => Number.parseInt(text, 10));
/** The number of classes in the finding. */
const covered = async (page: Page) => {
  const finding = (await panel(page).getByText(COVERS).textContent()) ?? '';
  return finding.includes('every class') ? 10 : Number(/cover (\d+) of 10/.exec(finding)?.[1]);
};

test('the pretrained VAE: its code separates the digits better than PCA, worse than pixels; its samples cover all classes', async ({
  playground,
  page,
  baseURL,
}) => {
  test.skip(!(await hasMnist(page, baseURL)), 'needs MNIST');
  await page.goto('./');
  await playground.ready();

  await open(page, 'Classify');
  const [code, pca, pixels] = await measured(page, 'kNN vote');
  expect(code).toBeGreaterThan(pca + 20);
  expect(pixels).toBeGreaterThan(code);
  const probe = await measured(page, 'Linear probe');
  expect(probe[0]).toBeGreaterThan(probe[1] + 10);
  expect(probe[2]).toBeGreaterThan(probe[0]);
  for (const share of [code, pca, pixels, ...probe]) expect(share).toBeGreaterThan(11);
  const nmi = await measured(page, 'k-means NMI');
  const purity = await measured(page, 'k-means purity');
  expect(nmi[0]).toBeGreaterThan(nmi[1]);
  expect(purity[0]).toBeGreaterThan(purity[1]);

  await open(page, 'Sample');
  await expect(panel(page).getByText(COVERS)).toBeVisible(PATIENCE);
  expect(await covered(page)).toBeGreaterThanOrEqual(8);
  const first = await counts(page);
  expect(first.reduce((sum, n) => sum + n, 0)).toBe(300);
  const sheet = panel(page).getByRole('img', { name: 'Decoded draws' });
  const before = await sheet.evaluate((e) => e instanceof HTMLCanvasElement && e.toDataURL());

  await test.step('a second look gives the same numbers, new samples others', async () => {
    await open(page, 'Classify');
    expect(await measured(page, 'kNN vote')).toEqual([code, pca, pixels]);
    expect(await measured(page, 'k-means NMI')).toEqual(nmi);
    await open(page, 'Sample');
    await expect(panel(page).getByText(COVERS)).toBeVisible(PATIENCE);
    expect(await counts(page)).toEqual(first);
    expect(await sheet.evaluate((e) => e instanceof HTMLCanvasElement && e.toDataURL())).toBe(before);
    await panel(page).getByRole('button', { name: 'New draws' }).press('Enter');
    await expect.poll(() => counts(page), PATIENCE).not.toEqual(first);
    await expect
      .poll(() => sheet.evaluate((e) => e instanceof HTMLCanvasElement && e.toDataURL()))
      .not.toBe(before);
  });

  await test.step('the aggregate posterior covers the classes too', async () => {
    await panel(page).getByRole('radio', { name: 'image codes' }).press('Space');
    await expect(panel(page).getByRole('figure')).toHaveAttribute('aria-busy', 'false', PATIENCE);
    expect(await covered(page)).toBeGreaterThanOrEqual(8);
  });
});

test('while a small model trains, both follow it to its last step', async ({ playground, page }) => {
  await playground.open(SMALL);
  await open(page, 'Classify');
  await playground.train({ steps: 40 });
  await expect(panel(page).getByText(/step 40$/)).toBeVisible(PATIENCE);
  await open(page, 'Sample');
  await expect(panel(page).getByText(/step 40$/)).toBeVisible(PATIENCE);
  await playground.train({ steps: 20 });
  await expect(panel(page).getByText(/step 60$/)).toBeVisible(PATIENCE);
});

test('a conditional GAN: samples alone, and how many match their label', async ({ playground, page }) => {
  await playground.open({ ...SMALL, model: 'gan', condition: 'label', discriminator: '16' });
  await playground.train({ steps: 5 });
  await expect(page.getByRole('tab', { name: 'Classify' })).toHaveCount(0);
  await open(page, 'Sample');
  await expect(panel(page).getByText(/^\d+% of 300 draws look like the label/)).toBeVisible(PATIENCE);
  await expect(panel(page).getByRole('radio')).toHaveCount(1);
});

test('an analysis worker that cannot be loaded is reported, and training continues', async ({
  playground,
  page,
  allowErrors,
}) => {
  allowErrors(/Failed to load resource|analysis\.worker/);
  await page.route(/analysis\.worker/, (route) => route.abort());
  await playground.open(SMALL);
  await open(page, 'Classify');
  await expect(playground.notices).toHaveText(/measures features and samples has stopped/);
  expect((await playground.train({ steps: 5 })).step).toBe(5);
});
