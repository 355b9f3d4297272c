/**
 * The main task, complete: open the page, train the default VAE on real MNIST, drag a point during training
 * and after, and see the digit that the decoder generates there.
 */
import { expect, hasMnist, largestGap, type Playground, test } from './fixtures';

async function dragTo(playground: Playground, name: string, dx: number, dy: number): Promise<void> {
  const { page } = playground;
  const from = await playground.press(name);
  await page.mouse.move(from.x + dx, from.y + dy, { steps: 8 });
  await page.mouse.up();
}

test('the default VAE on MNIST for an epoch: the loss falls, the classes separate, the digit follows the pointer', async ({
  playground,
  page,
  baseURL,
  allowErrors,
}, info) => {
  test.setTimeout(420_000);
  const mnist = await hasMnist(page, baseURL);
  if (!mnist) {
    const description = 'MNIST is not available on this machine: this run uses drawn digits';
    info.annotations.push({ type: 'skipped: real MNIST', description });
    console.log(`    ${description}`);
    allowErrors(/Failed to load resource|net::ERR/);
  }
  // There are a sixth as many drawn digits: their classes separate after three epochs.
  let epochs = mnist ? 1 : 3;
  await playground.open();
  expect((await playground.state()).dataset).toBe(mnist ? 'mnist' : 'drawn');
  await expect(playground.engineBadge).not.toContainText('None');

  await test.step('it opens with a model: a drag works before anything is trained', async () => {
    await dragTo(playground, 'A', 60, -40);
    await playground.expectDecoded('A');
  });

  await test.step('Train starts from scratch, and the digit changes without being moved', async () => {
    await playground.trainButton.click();
    await expect(playground.pauseButton).toBeVisible();
    await expect.poll(() => playground.step()).toBeGreaterThan(3);
    const early = await playground.ink();
    await expect.poll(async () => largestGap(early, await playground.ink())).toBeGreaterThan(0.1);
  });

  await test.step('a drag is followed while it trains', async () => {
    await expect.poll(() => playground.step(), { timeout: 120_000 }).toBeGreaterThan(150);
    const begin = await playground.step();
    const from = await playground.press('A');
    let last = await playground.ink();
    for (const [dx, dy] of [
      [-70, 30],
      [-120, 110],
      [-20, 150],
      [90, 60],
    ]) {
      await page.mouse.move(from.x + dx, from.y + dy, { steps: 4 });
      const before = last;
      await expect.poll(async () => largestGap(before, await playground.ink())).toBeGreaterThan(0.05);
      last = await playground.ink();
    }
    await page.mouse.up();
    await expect.poll(() => playground.step()).toBeGreaterThan(begin);
    expect((await playground.state()).run.status).toBe('running');
    await page.screenshot({ path: info.outputPath('training.png') });
  });

  await test.step('it stops by itself after its epochs', async () => {
    // However long the drags took, the run must not be over yet.
    epochs = Math.max(epochs, Math.ceil((await playground.state()).run.epoch + 0.2));
    await page.evaluate((stopAfter) => window.playground.configure({ stopAfter }), epochs);
    await expect
      .poll(async () => (await playground.state()).run.status, { timeout: 300_000 })
      .toBe('finished');
    const { run } = await playground.state();
    expect(run.epoch).toBeCloseTo(epochs, 1);
    const metrics = await playground.metrics();
    expect(metrics.length).toBe(run.step);
    const mean = (from: number, to: number) =>
      metrics.slice(from, to).reduce((sum, m) => sum + m.total, 0) / (to - from);
    expect(metrics[0].total).toBeGreaterThan(500);
    expect(mean(-50 + metrics.length, metrics.length)).toBeLessThan(0.45 * mean(0, 10));
    const { total, recon, kl } = metrics[run.step - 1];
    expect(total).toBeCloseTo(recon + kl, 2);
    expect(metrics.some((m) => m.testTotal !== undefined)).toBe(true);
  });

  await test.step('the classes have separated', async () => {
    const evaluation = await page.evaluate(() => window.playground.evaluate());
    console.log(`    −ELBO ${evaluation.negElbo.toFixed(2)} nats, kNN ${evaluation.knn?.toFixed(3)}`);
    info.annotations.push({ type: 'measured', description: JSON.stringify(evaluation) });
    expect(evaluation.negElbo).toBeCloseTo(evaluation.recon + evaluation.kl, 3);
    // An independent implementation reaches 166.8 nats and 0.47 on MNIST; chance is 0.1.
    if (mnist) expect(evaluation.count).toBe(10_000);
    if (mnist) expect(evaluation.negElbo).toBeLessThan(172);
    expect(evaluation.knn).toBeGreaterThan(mnist ? 0.4 : 0.3);
  });

  await test.step('with the mouse and with the keyboard, the pixels are the decoder’s', async () => {
    await dragTo(playground, 'A', -80, 50);
    const there = await playground.place('A');
    await playground.expectDecoded('A');
    const slider = playground.slider('A', 'z1');
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Shift+ArrowRight');
    const moved = await playground.place('A');
    expect(moved[0]).toBeGreaterThan(there[0] + 0.3);
    expect(moved[1]).toBeGreaterThan(there[1]);
    await playground.expectDecoded('A');
    await page.screenshot({ path: info.outputPath('after-the-drag.png') });
  });
});

test('a touch moves a probe too', async ({ playground, page }) => {
  await playground.open({ dataset: 'drawn' });
  const before = await playground.place('B');
  const { x, y } = await playground.handle('B');
  const session = await page.context().newCDPSession(page);
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  await session.send('Input.dispatchTouchEvent', {
    type: 'touchMove',
    touchPoints: [{ x: x - 30, y: y - 30 }],
  });
  await session.send('Input.dispatchTouchEvent', {
    type: 'touchMove',
    touchPoints: [{ x: x - 60, y: y - 50 }],
  });
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  const after = await playground.place('B');
  expect(after[0]).toBeLessThan(before[0]);
  expect(after[1]).toBeGreaterThan(before[1]);
  await playground.expectDecoded('B');
});
