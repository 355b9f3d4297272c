/** The latent plane as a whole: where probes come to lie, what a reset leaves, how its bar is laid out. */
import { expect, SMALL, test } from './fixtures';

test('on an AE the probes lie apart where the codes are; one that was placed stays', async ({
  playground,
  page,
}) => {
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
  // The codes have spread, and with them the view and the probes.
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

for (const width of [1440, 1024, 820, 390]) {
  test(`at ${width} px the plane's buttons stand in one block within its bar`, async ({
    playground,
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const box = async (name: string) => {
      const found = await playground.plane.getByRole('button', { name, exact: true }).boundingBox();
      return found ?? { x: 0, y: 0, width: 0, height: 0 };
    };
    // With more than two coordinates the choice of axes stands there too.
    for (const latent of ['2', '3']) {
      await playground.open({ ...SMALL, latent });
      await expect(page.getByLabel('Horizontal axis')).toHaveCount(latent === '3' ? 1 : 0);
      const names = ['Add probe', 'Zoom out', 'Zoom in', 'Reset view'];
      const [add, ...view] = await Promise.all(names.map(box));
      const region = await playground.plane.boundingBox();
      for (const { x, y, width: w, height: h } of [add, ...view]) {
        expect(w).toBeGreaterThanOrEqual(24);
        expect(x + w).toBeLessThanOrEqual(region!.x + region!.width);
        expect(y + h).toBeLessThanOrEqual(region!.y + region!.height);
      }
      expect(new Set(view.map(({ y }) => y)).size).toBe(1);
      const beside = view[0].y === add.y && view[0].x >= add.x + add.width;
      const below = view[0].y >= add.y + add.height && view[0].x === add.x;
      expect(beside || below).toBe(true);
    }
  });
}
