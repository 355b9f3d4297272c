/** Slices through a latent of more than two numbers: chosen on the plane, in a link and by a script. */
import { expect, largestGap, type Playground, SMALL, test } from './fixtures';

/** Whether the grid's digit under the pointer, at a place of the plane, is what the decoder makes of the slice there. */
const sliceOf = (playground: Playground) => playground.page.evaluate(() => window.playground.slice());

test('the plane is cut along principal directions, coordinates, classes, slant and three probes', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, latent: '5', seed: '2' });
  await playground.train({ steps: 40 });
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, d) => sum + value * b[d], 0);
  const orthonormal = async () => {
    const { u, v, origin } = await sliceOf(playground);
    const products = [dot(u, u), dot(v, v), dot(u, v), dot(u, origin), dot(v, origin)];
    expect(largestGap(products, [1, 1, 0, 0, 0])).toBeLessThan(1e-9);
    return { u, v, origin };
  };
  await expect.poll(async () => (await sliceOf(playground)).share).toBeGreaterThan(0.3);
  const principal = await orthonormal();

  await page.getByRole('button', { name: /^Slice/ }).click();
  const choose = (name: string) => page.getByRole('radio', { name }).check({ force: true });
  await choose('two coordinates');
  await page.getByLabel('Horizontal axis').selectOption({ label: '→ z₄' });
  await expect.poll(async () => (await sliceOf(playground)).u).toEqual([0, 0, 0, 1, 0]);
  await expect(page).toHaveURL(/slice=axes-4-2/);
  await expect(playground.probe('A').getByRole('slider', { name: 'z4' })).toBeAttached();

  for (const [name, link] of [
    ['one class to another', 'classes-0-1'],
    ['slant', 'slant'],
  ] as const) {
    await choose(name);
    await expect(page).toHaveURL(new RegExp(`slice=${link}`));
    const { u } = await orthonormal();
    expect(Math.abs(dot(u, principal.u))).toBeLessThan(0.9999);
  }

  // With two probes there is no plane through three, and the plane stays.
  const before = await sliceOf(playground);
  await choose('three probes');
  await expect(page.getByText('This slice needs three probes')).toBeVisible();
  expect((await sliceOf(playground)).u).toEqual(before.u);
  await page.evaluate(() => window.playground.addProbe({ testImage: 4 }));
  await expect(page.getByText('It passes through probes A, B, C')).toBeVisible();
  const { u, v, origin } = await orthonormal();
  // Each of the three is on the plane: the plane's own point there is the probe.
  for (const { z } of await page.evaluate(() => window.playground.probes())) {
    const [x, y] = [dot(u, z), dot(v, z)];
    expect(
      largestGap(
        origin.map((o, d) => o + x * u[d] + y * v[d]),
        z,
      ),
    ).toBeLessThan(1e-6);
  }
});

test('a link opens its slice, a probe moves along it, and a script sets it or is refused', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, latent: '4', seed: '2', slice: 'principal' });
  await playground.train({ steps: 30 });
  await expect.poll(async () => (await sliceOf(playground)).share).toBeGreaterThan(0.3);
  const { u } = await sliceOf(playground);
  const placed = async () => (await page.evaluate(() => window.playground.probes()))[0].z;
  const before = await placed();
  const slider = playground.probe('A').getByRole('slider', { name: 'PC 1' });
  await slider.focus();
  await page.keyboard.press('Shift+ArrowRight');
  const after = await placed();
  expect(
    largestGap(
      after,
      before.map((value, d) => value + 0.5 * u[d]),
    ),
  ).toBeLessThan(1e-6);
  // The digit is that of the probe, with all four numbers.
  await expect(async () => {
    expect(largestGap(await playground.ink(), await playground.decode(after))).toBeLessThanOrEqual(2 / 255);
  }).toPass();

  await page.evaluate(() => window.playground.setSlice({ axes: [3, 1] }));
  expect((await sliceOf(playground)).u).toEqual([0, 0, 0, 1]);
  for (const bad of [
    '{ axes: [1, 1] }',
    '{ axes: [0, 4] }',
    '{}',
    '{ slant: true, thickness: true }',
    '{ probes: ["A", "B", "X"] }',
  ])
    expect(await playground.refusal(`window.playground.setSlice(${bad})`), bad).not.toBe('');
  expect((await sliceOf(playground)).u).toEqual([0, 0, 0, 1]);
});
