/**
 * The plane's points and their interaction: legend, hover, clicks, keys, and the decoded digits behind them.
 */
import type { Locator, Page } from '@playwright/test';
import { expect, largestGap, type Playground, SMALL, test } from './fixtures';

// Without animations, everything is at its final place at once.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const plotOf = (page: Page) => page.getByRole('group', { name: /^View of the plane/ });
const backOf = (page: Page) => plotOf(page).locator('canvas').nth(0);
const frontOf = (page: Page) => plotOf(page).locator('canvas').nth(1);

/** The plane's coordinates on the page, from two probes with known places. */
async function mapOf(playground: Playground) {
  const [a, b] = [await playground.place('A'), await playground.place('B')];
  const [pa, pb] = [await playground.handle('A'), await playground.handle('B')];
  const scale = (pb.x - pa.x) / (b[0] - a[0]);
  return {
    scale,
    toPage: ([x, y]: number[]) => ({ x: pa.x + scale * (x - a[0]), y: pa.y - scale * (y - a[1]) }),
    toPlane: ({ x, y }: { x: number; y: number }) => [a[0] + (x - pa.x) / scale, a[1] - (y - pa.y) / scale],
  };
}

/** How many pixels of a canvas have a colour other than grey, and how many are not transparent. */
const inkOf = (canvas: Locator) =>
  canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
    let coloured = 0;
    for (let i = 0; i < data.length; i += 4) {
      const [r, g, b, a] = data.subarray(i, i + 4);
      if (a > 100 && Math.max(r, g, b) - Math.min(r, g, b) > 24) coloured++;
    }
    return coloured / (width * height);
  });

test('digits cover the plane at every pan and zoom', async ({ playground, page }) => {
  await playground.open(SMALL);
  const box = (await plotOf(page).boundingBox())!;
  /** The least ink of the twelve parts of the plot: an untrained decoder leaves no pixel white. */
  const barest = () =>
    backOf(page).evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement;
      const context = (element as HTMLCanvasElement).getContext('2d')!;
      const parts = Array.from({ length: 12 }, (_, i) => {
        const [w, h] = [Math.floor(width / 4), Math.floor(height / 3)];
        const { data } = context.getImageData((i % 4) * w, Math.floor(i / 4) * h, w, h);
        let inked = 0;
        for (let p = 3; p < data.length; p += 4) if (data[p] > 10) inked++;
        return inked / (w * h);
      });
      return Math.min(...parts);
    });
  await expect.poll(barest).toBeGreaterThan(0.5);
  for (let i = 0; i < 4; i++) {
    await page.mouse.move(box.x + box.width - 20, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + 20, box.y + 100, { steps: 6 });
    await page.mouse.up();
  }
  expect(await page.getByRole('group', { name: /^Probe/ }).count()).toBe(2);
  await expect.poll(barest).toBeGreaterThan(0.5);
  await page.mouse.move(box.x + 90, box.y + 90);
  for (let i = 0; i < 12; i++) await page.mouse.wheel(0, -200);
  await expect.poll(barest).toBeGreaterThan(0.5);
  for (let i = 0; i < 30; i++) await page.mouse.wheel(0, 200);
  await expect.poll(barest).toBeGreaterThan(0.5);
});

test('one press shows a class alone, another shows all, and Shift toggles classes, by keys too', async ({
  playground,
  page,
}) => {
  await playground.open(SMALL);
  await playground.train({ steps: 40 });
  const legend = page.getByRole('group', { name: 'Classes shown' });
  const chip = (label: number) => legend.getByRole('button', { name: `Show class ${label}` });
  const state = playground.plane.getByRole('status').filter({ hasText: /classes|Only/ });
  const pressed = () => legend.locator('[aria-pressed="true"]').count();
  await expect(state).toHaveText('All classes are shown');
  // The view follows the codes for a moment after training, and with it the ink.
  await playground.handle('A');
  const all = await inkOf(frontOf(page));
  expect(await pressed()).toBe(10);

  await chip(3).click();
  await expect(state).toHaveText('Only 3');
  await expect(chip(3)).toHaveAttribute('aria-pressed', 'true');
  expect(await pressed()).toBe(1);
  await expect.poll(() => inkOf(frontOf(page))).toBeLessThan(0.7 * all);
  await chip(5).click({ modifiers: ['Shift'] });
  await expect(state).toHaveText('Only 3, 5');
  for (const key of ['Shift+Enter', 'Shift+Space']) {
    await chip(8).focus();
    await page.keyboard.press(key);
    await expect(state).toHaveText(key === 'Shift+Enter' ? 'Only 3, 5, 8' : 'Only 3, 5');
  }
  await chip(3).click();
  await expect(state).toHaveText('Only 3');
  await chip(3).press('Enter');
  await expect(state).toHaveText('All classes are shown');
  await expect.poll(() => inkOf(frontOf(page))).toBeGreaterThan(0.9 * all);
});

test('the large digit is the one under the pointer while it hovers, and then the probe again', async ({
  playground,
  page,
}) => {
  await playground.open(SMALL);
  await playground.train({ steps: 40 });
  await playground.expectDecoded('A');
  const map = await mapOf(playground);
  const box = (await plotOf(page).boundingBox())!;
  // In a corner, away from all codes.
  const at = { x: Math.round(box.x + box.width - 60), y: Math.round(box.y + 50) };
  await page.mouse.move(at.x, at.y);
  const place = map.toPlane(at);
  await expect(page.getByText(/^Under the pointer/)).toBeVisible();
  await expect(async () => {
    expect(largestGap(await playground.ink(), await playground.decode(place))).toBeLessThan(0.02);
  }).toPass();
  // On a probe's handle it is that of the probe.
  const handle = await playground.handle('B');
  await page.mouse.move(handle.x, handle.y);
  await expect(page.getByRole('paragraph').filter({ hasText: /^Probe A at/ })).toBeVisible();
  await page.mouse.move(at.x, at.y);
  await expect(page.getByText(/^Under the pointer/)).toBeVisible();
  await page.mouse.move(5, 5);
  await expect(page.getByRole('paragraph').filter({ hasText: /^Probe A at/ })).toBeVisible();
  await playground.expectDecoded('A');
});

test('a click on the empty plane adds a probe there, a drag pans, and Delete or the list removes it', async ({
  playground,
  page,
}) => {
  await playground.open(SMALL);
  await playground.train({ steps: 40 });
  const probes = page.getByRole('group', { name: /^Probe/ });
  const map = await mapOf(playground);
  const box = (await plotOf(page).boundingBox())!;
  const at = { x: Math.round(box.x + box.width - 60), y: Math.round(box.y + 50) };
  await page.mouse.click(at.x, at.y);
  await expect(probes).toHaveCount(3);
  const [x, y] = map.toPlane(at);
  const [cx, cy] = await playground.place('C');
  expect(Math.hypot(cx - x, cy - y)).toBeLessThan(0.02);
  await playground.expectDecoded('C');
  // Another click at the same place selects the probe, and adds none.
  await page.mouse.click(at.x, at.y);
  await expect(probes).toHaveCount(3);
  await playground.slider('C', 'z1').press('Delete');
  await expect(probes).toHaveCount(2);

  const before = await playground.handle('A');
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x - 30, at.y + 20, { steps: 4 });
  await page.mouse.up();
  await expect(probes).toHaveCount(2);
  const after = await playground.handle('A');
  expect([Math.round(after.x - before.x), Math.round(after.y - before.y)]).toEqual([-30, 20]);

  // There are at most a dozen.
  for (let i = 0; i < 11; i++) await page.mouse.click(box.x + 130 + 46 * i, box.y + 24);
  await expect(probes).toHaveCount(12);
  await expect(page.getByText('12 probes at most: remove one first.').first()).toBeVisible();
  await page.getByText('Probes', { exact: true }).click();
  await page.getByRole('button', { name: 'Remove probe E' }).click();
  await expect(probes).toHaveCount(11);
});

test('keys move from test image to test image, name it, and pin one; so does a click, and the probe follows the image’s code', async ({
  playground,
  page,
}) => {
  await playground.open(SMALL);
  await playground.train({ steps: 400 });
  const said = playground.plane.getByRole('status').filter({ hasText: /^Test image/ });
  await plotOf(page).focus();
  await page.keyboard.press('Enter');
  await expect(said).toHaveText(/^Test image\. Label: \d, at \(.+,\s.+\)$/);
  const placeSaid = async () => {
    const [, x, y] = /at \((.+),\s(.+)\)$/.exec((await said.textContent()) ?? '')!;
    return [x, y].map((text) => Number(text.replace('−', '-')));
  };
  const first = await placeSaid();
  await page.keyboard.press('ArrowRight');
  const second = await placeSaid();
  expect(second[0]).toBeGreaterThanOrEqual(first[0]);
  expect(second).not.toEqual(first);
  await page.keyboard.press('ArrowUp');
  expect((await placeSaid())[1]).toBeGreaterThanOrEqual(second[1]);
  // The card beside the point shows the same.
  const label = /Label: (\d)/.exec((await said.textContent()) ?? '')![1];
  await expect(page.getByText(new RegExp(`^Label: ${label} · `))).toBeVisible();
  const third = await placeSaid();
  await page.keyboard.press('Enter');
  await expect(page.getByText(new RegExp(`^Probe C: a test image. Label: ${label}`))).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(page.getByText(new RegExp(`^Probe C: a test image. Label: ${label}`))).toBeVisible();
  const pinned = await playground.place('C');
  expect(largestGap(pinned, third)).toBeLessThan(0.006);
  // Arrows pan again.
  const before = await playground.handle('C');
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await playground.handle('C')).x).toBeLessThan(before.x - 20);
  await page.keyboard.press('ArrowLeft');

  // Training moves its code, and the probe with it.
  await playground.train({ steps: 40 });
  await expect.poll(() => playground.place('C')).not.toEqual(pinned);
  // Once it has been moved by hand, it stays.
  await playground.slider('C', 'z1').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('paragraph').filter({ hasText: /^Probe C at/ })).toBeVisible();
  const moved = await playground.place('C');
  await playground.train({ steps: 20 });
  expect(await playground.place('C')).toEqual(moved);

  // With the mouse: a click on a dot that the keys can reach, away from the probes and from overlays of the
  // plane.
  await plotOf(page).focus();
  await page.keyboard.press('Enter');
  const box = (await plotOf(page).boundingBox())!;
  const handles = await Promise.all(['A', 'B', 'C'].map((name) => playground.handle(name)));
  let target = { x: 0, y: 0 };
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press(i % 2 === 0 ? 'ArrowUp' : 'ArrowRight');
    target = (await mapOf(playground)).toPage(await placeSaid());
    const free = handles.every((h) => Math.hypot(h.x - target.x, h.y - target.y) > 70);
    if (free && target.y < box.y + box.height - 100) break;
  }
  await page.keyboard.press('Escape');
  await page.mouse.click(target.x, target.y);
  await expect(page.getByRole('group', { name: /^Probe D/ })).toHaveCount(1);
  await expect(page.getByText(/^Probe D: a test image\. Label: \d/)).toBeVisible();
});

test('zoomed in far enough, dots become their test images', async ({ playground, page }) => {
  await playground.open(SMALL);
  await playground.train({ steps: 40 });
  /** The longest row of pixels of one class colour: the frame of a picture is 32 CSS pixels wide, a dot is 4. */
  const longest = () =>
    frontOf(page).evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement;
      const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
      const words = new Uint32Array(data.buffer);
      const style = getComputedStyle(document.documentElement);
      const colours = new Set(
        Array.from({ length: 10 }, (_, i) => {
          const hex = Number.parseInt(style.getPropertyValue(`--class-${i}`).trim().slice(1), 16);
          return ((255 << 24) | ((hex & 255) << 16) | (hex & 0xff00) | (hex >> 16)) >>> 0;
        }),
      );
      let most = 0;
      for (let y = 0; y < height; y++)
        for (let x = 0, run = 0; x < width; x++) {
          const word = words[y * width + x];
          run = colours.has(word) && (run === 0 || word === words[y * width + x - 1]) ? run + 1 : 0;
          most = Math.max(most, run);
        }
      return most;
    });
  expect(await longest()).toBeLessThan(25);
  await plotOf(page).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  const box = (await plotOf(page).boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let i = 0; i < 16; i++) await page.mouse.wheel(0, -200);
  // Where the codes are: the keys bring one of them into view.
  await plotOf(page).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await expect.poll(longest).toBeGreaterThanOrEqual(30);
});
