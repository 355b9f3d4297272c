/**
 * Drawing on the pad, and a digit damaged and restored: the page shows the model's results, by pointer and by
 * keys.
 */
import type { Locator, Page } from '@playwright/test';
import { expect, largestGap, type Playground, SMALL, test } from './fixtures';

/** Ink of a canvas of 28 × 28 in the light theme: 784 bytes. */
const inkOf = (canvas: Locator): Promise<number[]> =>
  canvas.evaluate((element) => {
    if (!(element instanceof HTMLCanvasElement) || element.width !== 28) throw new Error('not 28 × 28');
    const { data } = element.getContext('2d')!.getImageData(0, 0, 28, 28);
    // What is not painted is transparent.
    return Array.from({ length: 784 }, (_, i) => (data[4 * i + 3] === 0 ? 0 : 255 - data[4 * i]));
  });

const encode = (page: Page, bytes: number[]) =>
  page.evaluate(async (image) => {
    const { mu, logVar } = await window.playground.encode(Uint8Array.from(image), 1);
    return { mu: [...mu], logVar: logVar && [...logVar] };
  }, bytes);

/** The model's reconstruction of an image, as bytes. */
async function reconstruct(playground: Playground, bytes: number[]): Promise<number[]> {
  const { mu } = await encode(playground.page, bytes);
  return (await playground.decode(mu)).map((p) => Math.round(255 * p));
}

async function open(playground: Playground, tab: string): Promise<Locator> {
  await playground.open(SMALL);
  await playground.train({ steps: 100 });
  const chosen = playground.page.getByRole('tab', { name: tab });
  // On a phone, a text above that gets its second line in just this moment moves the tab away from under the press.
  await expect(async () => {
    await chosen.click();
    await expect(chosen).toHaveAttribute('aria-selected', 'true', { timeout: 1000 });
  }).toPass();
  const pad = playground.page.getByRole('application');
  await expect(pad).toBeVisible();
  return pad;
}

/** Drags the mouse along places on the pad, from 0 to 1 on both axes. */
async function drag(page: Page, pad: Locator, places: [number, number][]): Promise<void> {
  const box = await pad.boundingBox();
  if (!box) throw new Error('there is no pad');
  const [first, ...rest] = places.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height] as const);
  await page.mouse.move(...first);
  await page.mouse.down();
  for (const place of rest) await page.mouse.move(...place, { steps: 4 });
  await page.mouse.up();
}

/** Within an attempt that is repeated: what it compares with is soon out of date. */
const BRIEFLY = { timeout: 1000 };

/** Formats coordinates like the page. */
const written = (value: number) => value.toFixed(2).replace('-', '−');

test('a drawing is placed at its code, and shown as the model reconstructs it', async ({
  playground,
  page,
}) => {
  const pad = await open(playground, 'Draw');
  const panel = page.getByRole('tabpanel');
  const seen = page.getByRole('img', { name: 'the model sees' });
  const reconstruction = page.getByRole('img', { name: 'reconstruction', exact: true });
  const mark = playground.plane.getByText('drawing', { exact: true });
  await expect(mark).toBeHidden();

  /** Waits until everything shown agrees with the model's results for the bytes of its input. */
  const expectTruth = () =>
    expect(async () => {
      const bytes = await inkOf(seen);
      const { mu, logVar } = await encode(page, bytes);
      const [s1, s2] = logVar!.map((v) => Math.exp(0.5 * v).toFixed(2));
      const code = `z₁ ${written(mu[0])} ± ${s1}, z₂ ${written(mu[1])} ± ${s2}`;
      await expect(panel).toContainText(code, BRIEFLY);
      expect(
        largestGap(await inkOf(reconstruction), await reconstruct(playground, bytes)),
      ).toBeLessThanOrEqual(2);
    }).toPass({ timeout: 30_000 });

  // A seven, small and in a corner: the model's input is large and centred.
  await drag(page, pad, [
    [0.1, 0.1],
    [0.4, 0.1],
    [0.25, 0.5],
  ]);
  await expectTruth();
  const bytes = await inkOf(seen);
  const rows = [...bytes.keys()].filter((i) => bytes[i] > 0).map((i) => Math.floor(i / 28));
  expect(Math.max(...rows) - Math.min(...rows)).toBe(19);
  expect(Math.max(...(await inkOf(reconstruction)))).toBeGreaterThan(60);

  // The tip of the mark and a probe that is put there are at the same place.
  await expect(mark).toBeVisible();
  await page.getByRole('button', { name: 'Probe here' }).click();
  const tip = await mark.evaluate((name) => {
    const { left, top } = name.parentElement!.getBoundingClientRect();
    return { x: left, y: top };
  });
  const handle = await playground.handle('C');
  expect(Math.hypot(handle.x - tip.x, handle.y - tip.y)).toBeLessThan(2);

  // It stays while another tab is open, and follows the model during training.
  await page.getByRole('tab', { name: 'Rebuild' }).click();
  await expect(mark).toBeVisible();
  await playground.train({ steps: 50 });
  await page.getByRole('tab', { name: 'Draw' }).click();
  await expectTruth();

  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(mark).toBeHidden();
  await expect.poll(async () => Math.max(...(await inkOf(seen)))).toBe(0);
});

test('with the keyboard alone: draw, and clear', async ({ playground, page }) => {
  const pad = await open(playground, 'Draw');
  const seen = page.getByRole('img', { name: 'the model sees' });
  await page.getByRole('tab', { name: 'Draw' }).focus();
  await page.keyboard.press('Tab');
  await expect(pad).toBeFocused();
  // With the pen up, nothing is drawn: the stroke below stays narrow.
  await page.keyboard.press('Shift+ArrowLeft');
  expect(Math.max(...(await inkOf(seen)))).toBe(0);
  await page.keyboard.press('Space');
  await expect(pad.getByRole('status')).toHaveText('Pen down');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowDown');
  // A stroke down: as high as a digit, and narrow. A frame before, the dot of the lowered pen is shown.
  await expect(async () => {
    const bytes = await inkOf(seen);
    const at = [...bytes.keys()].filter((i) => bytes[i] > 0);
    const [columns, rows] = [new Set(at.map((i) => i % 28)), new Set(at.map((i) => Math.floor(i / 28)))];
    expect(Math.max(...bytes)).toBe(255);
    expect(rows.size).toBe(20);
    expect(columns.size).toBeLessThan(7);
  }).toPass({ timeout: 10_000 });
  await expect(playground.plane.getByText('drawing', { exact: true })).toBeVisible();
  await page.keyboard.press('Delete');
  await expect.poll(async () => Math.max(...(await inkOf(seen)))).toBe(0);
});

test('a damaged digit passes through the model repeatedly, and its error is shown correctly', async ({
  playground,
  page,
}) => {
  const pad = await open(playground, 'Repair');
  const panel = page.getByRole('tabpanel');
  const damaged = pad.locator('canvas');
  const clean = page.getByRole('img', { name: 'clean', exact: true });
  const after = (count: number) => page.getByRole('img', { name: new RegExp(`^After ${count} passe?s?,`) });
  const squared = (a: number[], b: number[]) =>
    a.reduce((sum, byte, i) => sum + ((byte - b[i]) / 255) ** 2, 0);
  const formatted = (sum: number) => sum.toFixed(sum < 10 ? 1 : 0);

  const expectTruth = () =>
    expect(async () => {
      const original = await inkOf(clean);
      const first = await inkOf(after(1));
      const second = await inkOf(after(2));
      expect(largestGap(first, await reconstruct(playground, await inkOf(damaged)))).toBeLessThanOrEqual(1);
      expect(largestGap(second, await reconstruct(playground, first))).toBeLessThanOrEqual(1);
      const error = new RegExp(` ${formatted(squared(first, original))}$`);
      await expect(after(1)).toHaveAccessibleName(error, BRIEFLY);
      const damage = `damaged${formatted(squared(await inkOf(damaged), original))}`;
      await expect(panel).toContainText(damage, BRIEFLY);
    }).toPass({ timeout: 30_000 });
  await expectTruth();

  const before = await inkOf(damaged);
  await page.getByText('Eraser', { exact: true }).click();
  await drag(page, pad, [
    [0.3, 0.5],
    [0.7, 0.5],
  ]);
  const middle = async () => (await inkOf(damaged)).slice(14 * 28 + 9, 14 * 28 + 19);
  await expect.poll(middle).toEqual(new Array(10).fill(0));
  expect((await inkOf(damaged)).slice(0, 5 * 28)).toEqual(before.slice(0, 5 * 28));
  await expectTruth();

  // Undone, it is the clean digit; then noise by keys, from the middle upwards.
  await page.getByRole('button', { name: 'Undo all' }).click();
  await expect.poll(() => inkOf(damaged)).toEqual(await inkOf(clean));
  await page.getByText('Noise', { exact: true }).click();
  await pad.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(() => inkOf(damaged)).not.toEqual(await inkOf(clean));
  await expectTruth();
});

test('on a phone, a tablet and a low screen the pad has 240 px, and the plane stays visible beside it', async ({
  playground,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const pad = await open(playground, 'Draw');
  for (const [width, height] of [
    [390, 844],
    [820, 1180],
    [1280, 720],
  ]) {
    await page.setViewportSize({ width, height });
    await pad.scrollIntoViewIfNeeded();
    const box = (await pad.boundingBox())!;
    // Nothing of the pictures beside it is cut off.
    const picture = page.getByRole('img', { name: 'the model sees', exact: true });
    const around = (await page.getByRole('tabpanel').boundingBox())!;
    const inside = (await picture.boundingBox())!;
    expect(inside.x + inside.width).toBeLessThanOrEqual(around.x + around.width + 1);
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(240);
    await drag(page, pad, [
      [0.2, 0.2],
      [0.8, 0.2],
      [0.4, 0.9],
    ]);
    const mark = playground.plane.getByText('drawing', { exact: true });
    await expect(mark).toBeVisible();
    // The whole pad is in the window, and does not cover the middle of the plane.
    await expect(pad).toBeInViewport({ ratio: 0.99 });
    const plane = (await playground.plane.boundingBox())!;
    expect(plane.y).toBeGreaterThanOrEqual(0);
    expect(box.y >= plane.y + 0.6 * plane.height || box.x >= plane.x + plane.width).toBe(true);
    expect((await pad.boundingBox())!.y).toBe(box.y);
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect(mark).toBeHidden();
  }
});

test('twelve signs of two classes are drawn, kept, trained on, and seen on the plane', async ({
  playground,
  page,
}) => {
  const pad = await open(playground, 'Draw');
  await page.getByText('Collect drawings').click();
  const panel = page.getByRole('tabpanel');
  const keep = panel.getByRole('button', { name: 'Keep this drawing' });
  const label = panel.getByRole('textbox', { name: 'Class' });
  await expect(keep).toBeDisabled();
  for (let i = 0; i < 13; i++) {
    const bar = i % 2 === 0;
    const at = 0.35 + 0.02 * i;
    await drag(
      page,
      pad,
      bar
        ? [
            [at, 0.2],
            [at, 0.8],
          ]
        : [
            [0.2, at],
            [0.8, at],
            [0.8, at + 0.2],
          ],
    );
    await label.fill(bar ? 'bar' : 'hook');
    await keep.click();
    await expect(keep).toBeDisabled();
  }
  await panel.getByRole('button', { name: 'Undo' }).click();
  await expect(panel.getByText('bar: 6, hook: 6')).toBeVisible();

  const saving = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Save as npz' }).click();
  expect((await saving).suggestedFilename()).toBe('drawings.npz');

  await panel.getByRole('button', { name: 'Train on them' }).click();
  const shown = page.getByRole('dialog', { name: 'Your images' });
  await expect(shown).toContainText('0 = bar, 1 = hook');
  await shown.getByRole('button', { name: 'Use these images' }).click();
  await expect(playground.dataBadge).toContainText('11 images');
  expect((await playground.train({ steps: 50 })).step).toBeGreaterThanOrEqual(50);
  // The one that was set aside is on the plane, as a test image.
  expect((await page.evaluate(() => window.playground.evaluate())).count).toBe(1);

  // They are still there after a reload.
  await playground.open(SMALL);
  await page.getByRole('tab', { name: 'Draw' }).click();
  await expect(page.getByText('Collect drawings: 12 kept')).toBeVisible();
});
