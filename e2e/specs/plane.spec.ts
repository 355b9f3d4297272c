/**
 * The latent plane as a whole: the places of probes, the effect of a reset, the layout of its bar, its
 * filmstrip.
 */
import type { Locator } from '@playwright/test';
import { expect, largestGap, SMALL, test } from './fixtures';

test('on an AE the probes spread over the codes; a placed one stays', async ({ playground, page }) => {
  await playground.open({ ...SMALL, model: 'ae', learningRate: '0.01' });
  const plot = await page.getByRole('group', { name: /^View of the plane/ }).boundingBox();
  const apart = async () => {
    const [a, b] = [await playground.handle('A'), await playground.handle('B')];
    return Math.hypot(a.x - b.x, a.y - b.y) / Math.min(plot!.width, plot!.height);
  };
  // On a VAE it would be here.
  await expect.poll(() => playground.place('B')).not.toEqual([1, -0.5]);
  await expect.poll(apart).toBeGreaterThan(0.2);
  const early = await playground.place('B');
  await playground.train({ steps: 200 });
  // The codes have spread, and the view and the probes with them.
  await expect.poll(() => playground.place('B')).not.toEqual(early);
  await expect.poll(apart).toBeGreaterThan(0.2);
  expect(await apart()).toBeLessThan(0.6);

  await playground.slider('A', 'z1').focus();
  await page.keyboard.press('ArrowRight');
  const placed = await playground.place('A');
  await playground.train({ steps: 200 });
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect.poll(() => playground.step()).toBe(0);
  // The other one has followed the initial cloud, this one has not.
  await expect.poll(() => playground.place('B')).toEqual(early);
  expect(await playground.place('A')).toEqual(placed);
});

test('numerals stay clear of the caption, wherever the codes are', async ({ playground, page }) => {
  // Where numerals were drawn last, in CSS pixels of the plot.
  await page.addInitScript(() => {
    const numerals = new Map<string, { x: number; y: number }>();
    Object.assign(window, { numerals });
    const { fillText, clearRect } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.clearRect = function (...args) {
      if (this.canvas.closest('[role="group"]')) numerals.clear();
      return clearRect.apply(this, args);
    };
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
      if (/^[0-9]$/.test(text) && this.textAlign === 'center' && this.canvas.closest('[role="group"]'))
        numerals.set(text, { x, y });
      return fillText.call(this, text, x, y);
    };
  });
  await playground.open({ ...SMALL });
  const plot = page.getByRole('group', { name: /^View of the plane/ });
  const caption = page.getByRole('region', { name: 'What the plane shows' });
  const drawn = () =>
    page.evaluate(() => [
      ...(window as unknown as { numerals: Map<string, { x: number; y: number }> }).numerals.values(),
    ]);
  await expect.poll(async () => (await drawn()).length).toBe(10);
  const before = await drawn();
  const mean = (axis: 'x' | 'y') => before.reduce((sum, place) => sum + place[axis], 0) / before.length;
  const whole = (await plot.boundingBox())!;
  const box = (await caption.boundingBox())!;
  // Moves the middle of the codes to the lower right end of the caption.
  const start = { x: whole.x + 0.9 * whole.width, y: whole.y + 0.7 * whole.height };
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(
    start.x + (box.x + box.width - 20 - whole.x - mean('x')),
    start.y + (box.y + box.height - whole.y - mean('y')),
    { steps: 5 },
  );
  await page.mouse.up();
  await expect.poll(async () => (await drawn())[0]).not.toEqual(before[0]);
  await expect(async () => {
    const after = await drawn();
    // Those whose codes are above the plot are not drawn.
    expect(after.length).toBeGreaterThan(3);
    for (const { x, y } of after) {
      const across = Math.max(box.x - whole.x - x, x - (box.x + box.width - whole.x));
      const down = y - (box.y + box.height - whole.y);
      expect(Math.max(across, down), `the numeral at ${x}, ${y}`).toBeGreaterThan(5);
    }
  }).toPass({ timeout: 10_000 });
});

test("the plane's buttons form one block within its bar at any width", async ({ playground, page }) => {
  const box = async (name: string) => {
    const found = await playground.plane.getByRole('button', { name, exact: true }).boundingBox();
    return found ?? { x: 0, y: 0, width: 0, height: 0 };
  };
  // With more than two coordinates the choice of the slice is there too.
  for (const latent of ['2', '3']) {
    await playground.open({ ...SMALL, latent });
    await expect(page.getByRole('button', { name: /^Slice/ })).toHaveCount(latent === '3' ? 1 : 0);
    for (const width of [1440, 1024, 820, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const names = ['Add probe', 'Zoom out', 'Zoom in', 'Reset view'];
      const [add, ...view] = await Promise.all(names.map(box));
      const region = await playground.plane.boundingBox();
      for (const { x, y, width: w, height: h } of [add, ...view]) {
        expect(w).toBeGreaterThanOrEqual(24);
        expect(x + w).toBeLessThanOrEqual(region!.x + region!.width);
        expect(y + h).toBeLessThanOrEqual(region!.y + region!.height);
      }
      expect(new Set(view.map(({ y }) => y)).size, `at ${width} px`).toBe(1);
      const beside = view[0].y === add.y && view[0].x >= add.x + add.width;
      const below = view[0].y >= add.y + add.height && view[0].x === add.x;
      expect(beside || below, `at ${width} px`).toBe(true);
    }
  }
});

test('what is drawn on the plane grows with the text of the page', async ({ playground, page }) => {
  // Without the prior, whose labels have room at some sizes only.
  await playground.open({ ...SMALL, layers: 'digits-dots' });
  await playground.train({ steps: 40 });
  // What is opaque paper on the front canvas is the ground of one numeral.
  await page.getByRole('button', { name: 'Show class 1', exact: true }).click();
  const ground = () =>
    page.getByRole('group', { name: /^View of the plane/ }).evaluate((plot) => {
      const canvas = plot.querySelectorAll('canvas')[1];
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      let pixels = 0;
      for (let i = 0; i < data.length; i += 4) {
        if (data.subarray(i, i + 4).every((c) => c === 255)) pixels++;
      }
      return pixels;
    });
  const sizes: number[] = [];
  for (const [width, height] of [
    [1440, 900],
    [2560, 1440],
  ]) {
    await page.setViewportSize({ width, height });
    // The view glides to the last codes for a moment.
    await playground.handle('A');
    await expect.poll(ground).toBeGreaterThan(20);
    sizes.push(await ground());
    // Places stay where they are pointed at, whatever the size.
    const before = await playground.place('A');
    const at = await playground.press('A');
    await page.mouse.move(at.x + 60, at.y - 30, { steps: 3 });
    await page.mouse.up();
    const now = await playground.handle('A');
    expect(Math.hypot(now.x - at.x - 60, now.y - at.y + 30), `at ${width} px`).toBeLessThan(1);
    expect(await playground.place('A')).not.toEqual(before);
  }
  // 20 px of text for 14: areas of twice the size, and more of what is left without its edges.
  expect(sizes[1] / sizes[0]).toBeGreaterThan(1.7);
  expect(sizes[1] / sizes[0]).toBeLessThan(3.2);
});

/** Ink of one 28×28 cell of a canvas in the light theme, in [0, 1]. */
const cellInk = (canvas: Locator, x: number, y: number) =>
  canvas.evaluate(
    (element, at) => {
      if (!(element instanceof HTMLCanvasElement)) throw new Error('this is no canvas');
      const { data } = element.getContext('2d')!.getImageData(at[0], at[1], 28, 28);
      return Array.from({ length: 784 }, (_, i) => (255 - data[4 * i]) / 255);
    },
    [x, y],
  );

test('the sheets’ cells lie under the images that name them, on a wide page and on a narrow one', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, seed: '3' });
  const film = page.getByRole('region', { name: 'Path' });
  const recon = page.getByRole('region', { name: 'Reconstructions' });
  await playground.train({ steps: 20 });
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(recon.getByRole('img', { name: /reconstruction, error \d/ })).toHaveCount(10);
    // The findings above the sheets have their lines once the losses of the test images are there.
    await expect(async () => {
      for (const [sheet, count, gap, images, row] of [
        [film, 13, 0, film.getByRole('img', { name: /^Step \d+ of 13$/ }), 0],
        [recon, 10, 5, recon.getByRole('img', { name: /^Test image/ }), 0],
        [recon, 10, 5, recon.getByRole('img', { name: /reconstruction, error/ }), 1],
      ] as const) {
        await expect(images).toHaveCount(count);
        // Ten images may be on two sheets of five.
        const canvases = await sheet.locator('canvas').all();
        const columns = count / canvases.length;
        for (let i = 0; i < count; i++) {
          const of = canvases[Math.floor(i / columns)];
          const canvas = (await of.boundingBox())!;
          const unit = canvas.width / Number(await of.getAttribute('width'));
          const box = (await images.nth(i).boundingBox())!;
          const column = i % columns;
          // A frame may stand within the cell.
          expect(Math.abs(box.x + box.width / 2 - canvas.x - unit * (column * (28 + gap) + 14))).toBeLessThan(
            1,
          );
          expect(Math.abs(box.y + box.height / 2 - canvas.y - unit * (row * (28 + gap) + 14))).toBeLessThan(
            1,
          );
          expect(Math.abs(box.width - 28 * unit)).toBeLessThan(3);
        }
      }
    }).toPass();
    // The seventh of thirteen is half way.
    const [a, b] = [await playground.place('A'), await playground.place('B')];
    await expect(async () => {
      const middle = await playground.decode(a.map((v, i) => (v + b[i]) / 2));
      expect(largestGap(await cellInk(film.locator('canvas'), 6 * 28, 0), middle)).toBeLessThanOrEqual(
        2 / 255,
      );
    }).toPass();
    // Pointing at a step highlights it on the plane.
    const step = film.getByRole('listitem').nth(3);
    await step.hover();
    await expect(step).toHaveAttribute('data-lit', 'true');
  }
});
