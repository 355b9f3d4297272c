/** The path between the probes: its interpolations, what is shown along it, playing it, probes for it, and its files. */
import { readFileSync } from 'node:fs';
import { expect, largestGap, SMALL, test } from './fixtures';

test('a path is chosen, looked at with the keyboard, compared with the cross-fade, played and shared', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, seed: '3' });
  await playground.train({ steps: 30 });
  const path = page.getByRole('region', { name: 'Path' });
  const interpolation = path.getByRole('combobox', { name: 'Interpolation' });
  await expect(
    path.getByText(/^Length 2\.24, in pixels \d+\.\d\. At most \d+\.\d\d from a code\.$/),
  ).toBeVisible();
  for (const way of ['along the data', 'shortest in pixels']) {
    await interpolation.selectOption(way);
    await expect(path.getByText(/in pixels \d+\.\d \(straight \d+\.\d\)/)).toBeVisible();
  }
  await expect(page).toHaveURL(/path=geodesic/);

  await path.getByRole('slider', { name: 'Position on the path' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(path.getByRole('listitem').nth(1)).toHaveAttribute('data-lit', 'true');
  await expect(page.getByText(/^On the path at/)).toBeVisible();

  await path.getByRole('button', { name: 'Options of the path' }).click();
  await path.getByRole('checkbox', { name: 'Cross-fade in pixel space' }).check();
  await expect(path.getByRole('img', { name: /^Cross-fade, step \d+ of 13$/ })).toHaveCount(13);
  await path.getByText('2×', { exact: true }).click();
  await page.keyboard.press('Escape');
  await path.getByRole('button', { name: 'Play the path' }).click();
  await expect(path.getByRole('listitem').nth(12)).toHaveAttribute('data-lit', 'true', { timeout: 15_000 });
  await expect(path.getByRole('button', { name: 'Play the path' })).toBeVisible();

  // Free-hand: the next stroke on the plane is the path.
  await interpolation.selectOption('free-hand');
  const { x, y, width, height } = (await playground.plane.boundingBox())!;
  await page.mouse.move(x + width / 4, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + height / 3, { steps: 6 });
  await page.mouse.up();
  await expect(page).toHaveURL(/path=drawn&drawn=-?\d/);
  await expect(path.getByText(/\(straight/)).toBeVisible();
});

test('the free-hand path is drawn with the keyboard, and said', async ({ playground, page }) => {
  await playground.open({ ...SMALL, probes: 'A:-1,0.5_B:1,-0.5' });
  const path = page.getByRole('region', { name: 'Path' });
  await path.getByRole('combobox', { name: 'Interpolation' }).selectOption('free-hand');
  await path.getByRole('button', { name: 'With the arrow keys' }).press('Enter');
  const pen = page.getByRole('application', { name: /^Free-hand path/ });
  await expect(pen).toBeFocused();
  const said = pen.getByRole('status');
  const places = () =>
    page.evaluate(() => {
      const drawn = new URLSearchParams(location.hash.slice(1)).get('drawn');
      const numbers = drawn ? drawn.split(',').map(Number) : [];
      return numbers.filter((_, i) => i % 2 === 0).map((x, i) => [x, numbers[2 * i + 1]]);
    });
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await places()).length).toBe(4);
  // From the first probe up, then to the right, at first four times as far.
  const [first, up, right, last] = await places();
  expect(first).toEqual([-1, 0.5]);
  expect(up[0]).toBeCloseTo(-1, 2);
  const step = up[1] - 0.5;
  expect(step).toBeGreaterThan(0);
  expect(right[1]).toBeCloseTo(up[1], 2);
  expect((right[0] - up[0]) / step).toBeCloseTo(4, 0);
  expect((last[0] - right[0]) / step).toBeCloseTo(1, 0);
  await expect(said).toHaveText(/^The path has reached \(−?\d+\.\d\d,\s\d+\.\d\d\)$/);
  await page.keyboard.press('Backspace');
  await expect.poll(async () => (await places()).length).toBe(3);
  await page.keyboard.press('Enter');
  await expect(pen).toHaveCount(0);
  // The path stays, the plane has the focus, and its arrow keys pan again.
  await expect(page.getByRole('group', { name: /^View of the plane/ })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  expect(await places()).toEqual([first, up, right]);
});

test('two test images are joined with three clicks, arithmetic adds a probe, and the path is saved as files', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, seed: '3' });
  await playground.train({ steps: 30 });
  const waypoints = () => page.evaluate(() => window.playground.path()?.waypoints);
  await page.getByRole('button', { name: 'Add a probe from …' }).click();
  const menu = page.locator('[data-fit]');
  const image = menu.getByRole('button', { name: /^Add a probe at the code of test image \d+$/ });
  await image.nth(0).click();
  await image.nth(5).click();
  expect(await waypoints()).toEqual(['C', 'D']);
  const probes = await page.evaluate(() => window.playground.probes());
  expect(probes.filter((p) => p.testImage !== undefined).map((p) => p.name)).toEqual(['C', 'D']);

  await page.getByRole('combobox', { name: 'Term 1 of A − B + C' }).selectOption('C');
  await page.getByRole('combobox', { name: 'Term 3 of A − B + C' }).selectOption('D');
  await page.getByRole('button', { name: 'Add the result' }).click();
  const z = (name: string) => probes.find((p) => p.name === name)?.z ?? [];
  const sum = z('C').map((v, k) => v - z('B')[k] + z('D')[k]);
  const [result] = (await page.evaluate(() => window.playground.probes())).filter((p) => p.name === 'E');
  expect(largestGap(result.z, sum)).toBeLessThan(1e-4);

  await page.getByRole('button', { name: 'Options of the path' }).click();
  for (const [kind, name, size] of [
    ['PNG', 'path-C-D.png', [13 * 224, 224]],
    ['SVG', 'path-C-D.svg', [13 * 56, 56]],
    ['GIF', 'path-C-D.gif', [224, 224]],
  ] as const) {
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: kind, exact: true }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(name);
    const file = readFileSync(await download.path());
    const type = { PNG: 'image/png', SVG: 'image/svg+xml', GIF: 'image/gif' }[kind];
    const shown = await page.evaluate(
      async (url) => {
        const picture = new Image();
        picture.src = url;
        await picture.decode();
        return [picture.naturalWidth, picture.naturalHeight];
      },
      `data:${type};base64,${file.toString('base64')}`,
    );
    expect([kind, ...shown]).toEqual([kind, ...size]);
  }
  // A film of about three seconds, recorded as it is drawn.
  const recording = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Video', exact: true }).click();
  const film = readFileSync(await (await recording).path());
  expect(film.length).toBeGreaterThan(2000);
});

test('a link brings probes, those of test images, and the path through them', async ({
  playground,
  page,
}) => {
  await playground.open({
    ...SMALL,
    seed: '3',
    probes: 'A:0.5,-1_B_C:image4',
    via: 'C-A',
  });
  await playground.train({ steps: 10 });
  const all = () => page.evaluate(() => window.playground.probes());
  expect((await all())[0].z).toEqual([0.5, -1]);
  expect((await page.evaluate(() => window.playground.path()))?.waypoints).toEqual(['C', 'A']);
  // The third is at its image's code.
  const code = await page.evaluate(async () => {
    const name = await window.playground.addProbe({ testImage: 4 });
    return window.playground.probes().find((p) => p.name === name);
  });
  expect(code).toEqual((await all())[2]);
  expect(code?.testImage).toBe(4);
  await playground.slider('A', 'z1').fill('1.25');
  await expect(page).toHaveURL(/probes=A:1\.25,-1_B_C:image4&via=C-A/);
});
