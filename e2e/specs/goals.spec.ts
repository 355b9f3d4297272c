/**
 * Goals of a newcomer, and of someone who comes back, with the number of presses that each takes on the page as it opens. The presses are those
 * of a mouse, counted by the page.
 */
import { expect, type Playground, SMALL, savedSteps, test } from './fixtures';

/** Counts presses from now on; returns how many there have been. */
async function countPresses({ page }: Playground): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counter = Object.assign(window, { presses: 0 });
    addEventListener('pointerdown', () => counter.presses++, { capture: true });
  });
  return () => page.evaluate(() => (window as unknown as { presses: number }).presses);
}

test('understand the plane without a press: the caption says what is seen, and hovering shows a digit', async ({
  playground,
  page,
}) => {
  await playground.open(SMALL);
  await playground.train({ steps: 40 });
  const presses = await countPresses(playground);
  await expect(page.getByRole('region', { name: 'What the plane shows' })).toContainText(
    'Every point is an image. The dots are 2,000 test images, encoded; behind is what the decoder draws.',
  );
  const box = (await playground.plane.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.4);
  await expect(page.getByText(/^Under the pointer/)).toBeVisible();
  expect(await presses()).toBe(0);
});

test('collapse the VAE and be told why in two presses: β, and Train', async ({ playground, page }) => {
  await playground.open({ ...SMALL, learningRate: '0.003' });
  const presses = await countPresses(playground);
  const beta = (await page.getByRole('slider', { name: 'β' }).boundingBox())!;
  await page.mouse.click(beta.x + beta.width - 2, beta.y + beta.height / 2);
  await playground.trainButton.click();
  await expect(page.getByRole('region', { name: 'What the plane shows' })).toContainText(
    '(posterior collapse): with β = 100',
    { timeout: 60_000 },
  );
  expect(await presses()).toBe(2);
});

test('see one class alone in one press', async ({ playground, page }) => {
  await playground.open(SMALL);
  const presses = await countPresses(playground);
  await page.getByRole('button', { name: 'Show class 3' }).click();
  await expect(playground.plane.getByRole('status').filter({ hasText: 'Only' })).toHaveText('Only 3');
  expect(await presses()).toBe(1);
});

test('put two particular test images on the plane as probes in two presses', async ({ playground, page }) => {
  await playground.open(SMALL);
  await playground.train({ steps: 400 });
  const presses = await countPresses(playground);
  const plot = page.getByRole('group', { name: /^View of the plane/ });
  const box = (await plot.boundingBox())!;
  const probes = page.getByRole('group', { name: /^Probe [A-Z]/ });
  const before = await probes.count();
  // Moves over the plane until the card names a test image, as a reader does, and presses there.
  const card = page.getByText(/^Label: \d/);
  let [pinned, row] = [0, 0];
  for (let y = box.y + 90; pinned < 2 && y < box.y + box.height - 90; y += 7, row++) {
    for (let x = box.x + 60 + (row % 3) * 3; pinned < 2 && x < box.x + box.width - 60; x += 40) {
      await page.mouse.move(x, y);
      if (!(await card.isVisible())) continue;
      const count = await probes.count();
      await page.mouse.click(x, y);
      await expect(probes).toHaveCount(count + 1);
      pinned++;
      x += 60;
    }
    if (pinned === 1) y += 40;
  }
  expect(await probes.count()).toBe(before + 2);
  for (const name of ['C', 'D'])
    await expect(page.getByRole('group', { name: new RegExp(`^Probe ${name}`) })).toHaveCount(1);
  expect(await presses()).toBe(2);
});

test('get back what a Reset took in one press', async ({ playground, page }) => {
  await playground.open(SMALL);
  await playground.train({ steps: 30 });
  const before = await playground.decode([0.3, -0.4]);
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect.poll(() => playground.step()).toBe(0);
  const presses = await countPresses(playground);
  await page.getByRole('button', { name: /Back to step 30/ }).click();
  await expect.poll(() => playground.step()).toBe(30);
  expect(await playground.decode([0.3, -0.4])).toEqual(before);
  expect(await presses()).toBe(1);
});

test('continue from an earlier step with another β in three presses, and after a reload in one', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, seed: '3' });
  // Each training keeps its last step; between them, a machine that is quick keeps none.
  await playground.train({ steps: 40 });
  await playground.train({ steps: 80 });
  // Slow enough to be seen on its way.
  await page.evaluate(() => window.playground.configure({ speed: 20 }));
  let presses = await countPresses(playground);
  const playhead = (await page.getByRole('slider', { name: /^Step that is read out/ }).boundingBox())!;
  await page.mouse.click(playhead.x + 0.36 * playhead.width, playhead.y + playhead.height / 2);
  const caption = page.getByRole('region', { name: 'What the plane shows' });
  await expect(caption).toContainText(/Step \d+ of 120/);
  const from = Number(/Step (\d+) of/.exec((await caption.textContent()) ?? '')?.[1]);
  const beta = (await page.getByRole('slider', { name: 'β' }).boundingBox())!;
  await page.mouse.click(beta.x + 0.75 * beta.width, beta.y + beta.height / 2);
  await caption.getByRole('button', { name: 'Continue from here' }).click();
  await expect.poll(() => playground.step(), { intervals: [50] }).toBeLessThan(120);
  await expect.poll(() => playground.step(), { intervals: [50] }).toBeGreaterThan(from);
  expect((await playground.state()).config.beta).toBeGreaterThan(1);
  expect(await presses()).toBe(3);

  const { step } = await playground.pause();
  const losses = (await playground.metrics()).map(({ total }) => total);
  await expect.poll(() => savedSteps(page)).toContain(step);
  await page.reload();
  await playground.ready();
  presses = await countPresses(playground);
  await page.getByRole('button', { name: `Continue at step ${step.toLocaleString('en')}` }).click();
  await expect.poll(() => playground.step()).toBe(step);
  // The losses follow the model by a moment.
  await expect.poll(async () => (await playground.metrics()).map(({ total }) => total)).toEqual(losses);
  expect(await presses()).toBe(1);
});
