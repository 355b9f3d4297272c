/** Two uses of the pretrained model, on MNIST: what it finds unusual, and its code as a compressed format. */
import type { Locator, Page } from '@playwright/test';
import { expect, hasMnist, test } from './fixtures';

const PATIENCE = { timeout: 60_000 };

/** Opens a use with its details. */
async function open(page: Page, tab: string): Promise<Locator> {
  await page.getByRole('tab', { name: tab }).click();
  await page.getByRole('tabpanel').getByText('Details', { exact: true }).click();
  return page.getByRole('tabpanel', { name: tab }).getByRole('region');
}

/** The number in the row of this name, percentages as shares. */
async function numberOf(region: Locator, term: string): Promise<number> {
  const row = region.locator('dl > div').filter({ has: region.page().getByText(term, { exact: true }) });
  const text = (await row.locator('dd').textContent()) ?? '';
  return text.endsWith('%') ? Number.parseFloat(text) / 100 : Number.parseFloat(text);
}

test.beforeEach(async ({ playground, page, baseURL }) => {
  test.skip(!(await hasMnist(page, baseURL)), 'no MNIST on this machine: nothing is shown of scores on it');
  await page.goto('./');
  await playground.ready();
});

test('inverted digits are anomalies, and the threshold trades detections for false alarms', async ({
  page,
}) => {
  const region = await open(page, 'Spot');
  await expect.poll(() => numberOf(region, 'ROC area'), PATIENCE).toBeGreaterThan(0.95);
  await expect.poll(() => numberOf(region, 'false alarms')).toBeCloseTo(0.05, 2);
  expect(await numberOf(region, 'detected')).toBeGreaterThan(0.9);
  await expect(region.getByRole('list', { name: /most unusual/i }).getByRole('img')).toHaveCount(10);

  const slider = region.getByRole('slider', { name: 'Threshold' });
  await slider.focus();
  await page.keyboard.press('Home');
  const shares = [];
  for (let i = 0; i < 6; i++) {
    shares.push([await numberOf(region, 'detected'), await numberOf(region, 'false alarms')]);
    await expect(slider).toHaveAttribute('aria-valuetext', /nats: .*detected, .*false alarms/);
    await page.keyboard.press('PageUp');
  }
  expect(shares[0]).toEqual([1, 1]);
  for (let i = 1; i < shares.length; i++) {
    expect(shares[i][0]).toBeLessThanOrEqual(shares[i - 1][0]);
    expect(shares[i][1]).toBeLessThanOrEqual(shares[i - 1][1]);
  }
  expect(shares[5][1]).toBeLessThan(0.5);
  await page.keyboard.press('End');
  expect([await numberOf(region, 'detected'), await numberOf(region, 'false alarms')]).toEqual([0, 0]);
  await region.getByRole('button', { name: 'Back to 5%' }).click();
  await expect.poll(() => numberOf(region, 'false alarms')).toBeCloseTo(0.05, 2);

  // Drawn digits are much nearer to the test digits than inverted ones.
  await region.getByRole('combobox').selectOption('drawn');
  await expect.poll(() => numberOf(region, 'ROC area'), PATIENCE).toBeLessThan(0.95);
});

test('a picture is marked on the histogram, and a file that is no picture is refused', async ({
  playground,
  page,
}) => {
  const region = await open(page, 'Spot');
  await expect(region.getByRole('slider')).toBeVisible(PATIENCE);
  const give = async (name: string, buffer: Buffer) => {
    const choosing = page.waitForEvent('filechooser');
    await region.getByRole('button', { name: 'Open a picture' }).click();
    await (await choosing).setFiles({ name, mimeType: 'image/png', buffer });
  };
  await give('broken.png', Buffer.from('this is no picture'));
  await expect(playground.notices).toContainText('broken.png is not a picture');
  // A chequered page, drawn by the browser itself.
  const cheques = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(60, 60);
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, 60, 60);
    context.fillStyle = '#000';
    for (let i = 0; i < 25; i++)
      if (i % 2 === 0) context.fillRect(5 + 10 * (i % 5), 5 + 10 * Math.floor(i / 5), 10, 10);
    return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
  });
  await give('cheques.png', Buffer.from(cheques));
  await expect(region).toContainText(/your picture \d+ nats: more unusual than (9\d|100)% of test images/);
  await region.getByRole('button', { name: 'Remove the picture' }).click();
  await expect(region).not.toContainText('your picture');
});

test('more bits cost more and lose less', async ({ page }) => {
  const region = await open(page, 'Shrink');
  const slider = region.getByRole('slider', { name: 'Precision' });
  await slider.focus();
  await page.keyboard.press('Home');
  const levels: number[] = [];
  const mean = region
    .getByRole('row', { name: /100 test images/ })
    .getByRole('cell')
    .first();
  for (const bytes of ['0.25 bytes', '0.5 bytes', '0.75 bytes', '1 byte', '1.25 bytes']) {
    await expect(region).toContainText(`784 bytes → ${bytes}`);
    await expect(mean).toHaveText(/^\d+\.\d$/, PATIENCE);
    levels.push(Number(await mean.textContent()));
    await page.keyboard.press('ArrowRight');
  }
  await page.keyboard.press('End');
  await expect(region).toContainText('784 bytes → 8 bytes, 98 : 1');
  await expect(mean).toHaveText(/^\d+\.\d$/, PATIENCE);
  levels.push(Number(await mean.textContent()));
  for (let i = 1; i < levels.length; i++) expect(levels[i]).toBeGreaterThan(levels[i - 1] - 0.1);
  expect(levels[5] - levels[0]).toBeGreaterThan(2);
  await region.getByRole('button', { name: /^3 bits: 0.75 bytes, \d+\.\d dB/ }).click();
  await expect(slider).toHaveAttribute('aria-valuetext', '3 bits, 0.75 bytes');
});
