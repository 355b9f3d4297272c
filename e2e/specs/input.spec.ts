/** User input: wheel, fingers, pen and palm, a page that is zoomed or scrolled, keys. */
import type { CDPSession, Page } from '@playwright/test';
import { expect, type Playground, SMALL, test } from './fixtures';

// Without animation, a view changes at once.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const plotOf = (page: Page) => page.getByRole('group', { name: /^View of the plane/ });
const scrolled = (page: Page) => page.evaluate(() => window.scrollY);

/** A quantity that changes with every pan and zoom of the plane: the screen position of a fixed probe. */
async function shownAt(playground: Playground) {
  const { x, y } = await playground.handle('A');
  const plot = (await plotOf(playground.page).boundingBox())!;
  return [Math.round(x - plot.x), Math.round(y - plot.y)];
}

test('on a page that scrolls, the wheel scrolls the page, and Ctrl + wheel zooms the plane', async ({
  playground,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await playground.open(SMALL);
  await expect(playground.probe('A')).toBeVisible();
  const before = await shownAt(playground);
  const box = (await plotOf(page).boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const hint = page.getByText('Ctrl + wheel zooms the plane').waitFor();
  await page.mouse.wheel(0, 300);
  await hint;
  await expect.poll(() => scrolled(page)).toBeGreaterThan(250);
  await page.evaluate(() => window.scrollTo(0, 0));
  expect(await shownAt(playground)).toEqual(before);
  await page.mouse.move(box.x + box.width / 4, box.y + box.height / 4);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  await expect.poll(() => shownAt(playground)).not.toEqual(before);
  expect(await scrolled(page)).toBe(0);

  // The page fits the screen: there is nothing to scroll, and the wheel zooms the plane.
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'Reset view' }).click();
  const home = await shownAt(playground);
  const desk = (await plotOf(page).boundingBox())!;
  await page.mouse.move(desk.x + desk.width / 4, desk.y + desk.height / 4);
  await page.mouse.wheel(0, -100);
  await expect.poll(() => shownAt(playground)).not.toEqual(home);
});

test('in a frame the wheel scrolls the page around it', async ({ page, baseURL }) => {
  await page.route('**/host.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: {
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      },
      body: `<body style="margin:0;height:3000px"><iframe src="./?#v=1&dataset=drawn&encoder=32&decoder=32&batch=32"
        style="width:1300px;height:880px;border:0"></iframe>`,
    }),
  );
  await page.goto(`${baseURL}host.html`);
  const frame = page.frameLocator('iframe');
  const plot = frame.getByRole('group', { name: /^View of the plane/ });
  await expect(frame.getByRole('group', { name: /^Probe A/ })).toBeVisible();
  const box = (await plot.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, 400);
  await expect.poll(() => scrolled(page)).toBeGreaterThan(300);
});

type Finger = { x: number; y: number; id?: number };
const touch = (cdp: CDPSession, type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Finger[]) =>
  cdp.send('Input.dispatchTouchEvent', { type, touchPoints });
async function swipe(cdp: CDPSession, from: Finger, to: Finger) {
  await touch(cdp, 'touchStart', [from]);
  for (let i = 1; i <= 10; i++) {
    const at = (a: number, b: number) => a + ((b - a) * i) / 10;
    await touch(cdp, 'touchMove', [{ x: at(from.x, to.x), y: at(from.y, to.y) }]);
  }
  // Held still before it is lifted, or the page would continue to scroll.
  await new Promise((done) => setTimeout(done, 200));
  await touch(cdp, 'touchEnd', []);
}

test.describe('with fingers', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 800 } });

  test('one finger on the empty plane scrolls the page, two move the plane, a probe and the pad follow theirs', async ({
    playground,
    page,
  }) => {
    await playground.open(SMALL);
    await expect(playground.probe('A')).toBeVisible();
    const cdp = await page.context().newCDPSession(page);
    const before = await shownAt(playground);
    const box = (await plotOf(page).boundingBox())!;
    const empty = { x: box.x + 60, y: box.y + box.height - 60 };

    const hint = page.getByText('Two fingers move and zoom the plane').waitFor();
    await swipe(cdp, empty, { x: empty.x, y: empty.y - 200 });
    await hint;
    await expect.poll(() => scrolled(page)).toBeGreaterThan(100);
    await page.evaluate(() => window.scrollTo(0, 0));
    expect(await shownAt(playground)).toEqual(before);

    // Two fingers, 80 px apart, move up together and then to 160 px apart.
    const pair = (apart: number, y: number) => [
      { x: 190 - apart / 2, y, id: 0 },
      { x: 190 + apart / 2, y, id: 1 },
    ];
    await touch(cdp, 'touchStart', pair(80, empty.y));
    for (let i = 1; i <= 10; i++) await touch(cdp, 'touchMove', pair(80 + 8 * i, empty.y - 10 * i));
    await touch(cdp, 'touchEnd', []);
    await expect.poll(() => shownAt(playground)).not.toEqual(before);
    expect(await page.evaluate(() => [window.scrollY, window.visualViewport?.scale])).toEqual([0, 1]);

    await page.getByRole('button', { name: 'Reset view' }).click();
    await page.evaluate(() => window.scrollTo(0, 0));
    await expect.poll(() => shownAt(playground)).toEqual(before);
    const held = await playground.handle('A');
    await swipe(cdp, held, { x: held.x + 20, y: held.y - 40 });
    await expect
      .poll(async () => {
        const moved = await playground.handle('A');
        return Math.hypot(moved.x - held.x - 20, moved.y - held.y + 40);
      })
      .toBeLessThan(2);
    expect(await scrolled(page)).toBe(0);
  });

  test('a pen wins over the palm, on the pad and on the plane', async ({ playground, page }) => {
    await playground.open(SMALL);
    await page.getByRole('tab', { name: 'Draw' }).click();
    const pad = page.getByRole('application');
    await pad.scrollIntoViewIfNeeded();
    const cdp = await page.context().newCDPSession(page);
    const box = (await pad.boundingBox())!;
    const at = (x: number, y: number) => ({ x: box.x + x * box.width, y: box.y + y * box.height });
    const pen = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', x: number, y: number) =>
      cdp.send('Input.dispatchMouseEvent', {
        type,
        ...at(x, y),
        button: type === 'mouseMoved' ? 'none' : 'left',
        buttons: type === 'mouseReleased' ? 0 : 1,
        pointerType: 'pen',
        clickCount: 1,
      });
    /** Ink in the upper and in the lower half of the pad. */
    const halves = () =>
      pad.locator('canvas').evaluate((element) => {
        const canvas = element as HTMLCanvasElement;
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        const sums = [0, 0];
        for (let i = 0; i < data.length; i += 4) sums[i < data.length / 2 ? 0 : 1] += 255 - data[i];
        return sums.map((sum) => sum > 0);
      });
    // The palm touches first, and the pen writes above it.
    await touch(cdp, 'touchStart', [at(0.5, 0.9)]);
    await touch(cdp, 'touchMove', [at(0.6, 0.9)]);
    await expect.poll(halves).toEqual([false, true]);
    await pen('mousePressed', 0.3, 0.2);
    for (let i = 1; i <= 5; i++) {
      await pen('mouseMoved', 0.3 + 0.08 * i, 0.2);
      await touch(cdp, 'touchMove', [at(0.6 - 0.05 * i, 0.9)]);
    }
    await pen('mouseReleased', 0.7, 0.2);
    await touch(cdp, 'touchEnd', []);
    await expect.poll(halves).toEqual([true, false]);

    // On the plane the palm could count as the second finger of a pinch.
    await plotOf(page).evaluate((plot) => plot.scrollIntoView({ block: 'center' }));
    const before = await shownAt(playground);
    Object.assign(box, await plotOf(page).boundingBox());
    await pen('mousePressed', 0.3, 0.8);
    await touch(cdp, 'touchStart', [at(0.6, 0.8)]);
    for (let i = 1; i <= 5; i++) await touch(cdp, 'touchMove', [at(0.6 + 0.05 * i, 0.8)]);
    await touch(cdp, 'touchEnd', []);
    await pen('mouseReleased', 0.3, 0.8);
    expect(await shownAt(playground)).toEqual(before);
  });
});

test('ink and probes lie under the pointer on a page that is zoomed and scrolled', async ({
  playground,
  page,
}) => {
  await page.setViewportSize({ width: 900, height: 700 });
  await playground.open(SMALL);
  await page.getByRole('tab', { name: 'Draw' }).click();
  const pad = page.getByRole('application');
  for (const zoom of [1.5, 0.8]) {
    await page.evaluate((z) => {
      document.documentElement.style.zoom = String(z);
    }, zoom);
    const centred = (element: Element) => element.scrollIntoView({ block: 'center' });
    await playground.probe('A').evaluate(centred);
    // Two frames, in which the plane adopts its new size.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    const from = await playground.press('A');
    const to = { x: from.x + 60, y: from.y - 50 };
    await page.mouse.move(to.x, to.y, { steps: 5 });
    await page.mouse.up();
    await expect
      .poll(async () => {
        const at = await playground.handle('A');
        return Math.hypot(at.x - to.x, at.y - to.y);
      }, `probe at zoom ${zoom}`)
      .toBeLessThan(2);

    await pad.press('Delete');
    await pad.evaluate(centred);
    const box = (await pad.locator('canvas').boundingBox())!;
    const cross = { x: box.x + 0.4 * box.width, y: box.y + 0.6 * box.height };
    for (const [dx, dy] of [
      [20, 0],
      [0, 20],
    ]) {
      await page.mouse.move(cross.x - dx, cross.y - dy);
      await page.mouse.down();
      await page.mouse.move(cross.x + dx, cross.y + dy, { steps: 8 });
      await page.mouse.up();
    }
    const read = () =>
      pad.locator('canvas').evaluate((element) => {
        const canvas = element as HTMLCanvasElement;
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        let [sum, x, y] = [0, 0, 0];
        for (let i = 0; i < data.length / 4; i++) {
          const ink = 255 - data[4 * i];
          sum += ink;
          x += ink * ((i % canvas.width) + 0.5);
          y += ink * (Math.floor(i / canvas.width) + 0.5);
        }
        return [x / sum / canvas.width, y / sum / canvas.height];
      });
    await expect
      .poll(async () => {
        const [x, y] = await read();
        return Math.hypot(box.x + x * box.width - cross.x, box.y + y * box.height - cross.y);
      }, `ink at zoom ${zoom}`)
      .toBeLessThan(2);
  }
});

test('keys act once, on the focused widget', async ({ playground, page }) => {
  await playground.open(SMALL);
  const status = async () => (await playground.state()).run.status;
  await playground.trainButton.click();
  await expect(playground.pauseButton).toBeFocused();
  await page.keyboard.press('Space');
  await expect.poll(status).toBe('paused');
  await page.keyboard.press('Space');
  await expect.poll(status).toBe('running');
  await page.keyboard.press('Space');
  await expect.poll(status).toBe('paused');
  await expect(playground.trainButton).toBeFocused();
  // A key that is held counts as one press.
  await page.keyboard.down('Enter');
  for (let i = 0; i < 3; i++) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect.poll(status).toBe('running');
  await playground.pause();

  const view = () => shownAt(playground);
  const probe = () => playground.place('A');
  const KEYS = ['Space', 'ArrowLeft', 'ArrowUp', '+', '-', '0'];
  // A view that the reader has chosen does not follow the last codes, which may arrive after the pause.
  const home = await view();
  await plotOf(page).focus();
  await page.keyboard.press('+');
  await expect.poll(view).not.toEqual(home);
  const [seen, placed, step] = [await view(), await probe(), await playground.step()];
  await page.getByRole('tab', { name: 'Rebuild' }).focus();
  for (const key of KEYS.filter((k) => !k.startsWith('ArrowL'))) await page.keyboard.press(key);
  await page.getByRole('tab', { name: 'Draw' }).click();
  await page.getByRole('application').focus();
  for (const key of KEYS) await page.keyboard.press(key);
  await page.getByRole('slider', { name: /^Step that is read out/ }).focus();
  for (const key of KEYS) await page.keyboard.press(key);
  await playground.openSettings();
  await page.getByLabel('Seed', { exact: true }).focus();
  for (const key of KEYS) await page.keyboard.press(key);
  await page.keyboard.press('Escape');
  expect(await view()).toEqual(seen);
  expect(await probe()).toEqual(placed);
  expect(await playground.step()).toBe(step);
  // On a probe the arrows move the probe, and the plane stays.
  await playground.slider('A', 'z1').focus();
  await page.keyboard.press('+');
  await page.keyboard.press('Space');
  expect(await probe()).toEqual(placed);
  await page.keyboard.press('ArrowRight');
  expect((await probe())[0]).toBeCloseTo(placed[0] + 0.1, 5);
  // On the plane they move the plane, and the probe stays where it is.
  const kept = await probe();
  await plotOf(page).focus();
  await page.keyboard.press('ArrowRight');
  expect(await probe()).toEqual(kept);
  await expect.poll(view).not.toEqual(seen);
  expect(await status()).toBe('paused');
});

test('full-width digits are numbers in every field', async ({ playground, page }) => {
  await playground.open(SMALL);
  await playground.openSettings();
  const seed = page.getByLabel('Seed', { exact: true });
  await seed.fill('１２３');
  await seed.press('Enter');
  await expect.poll(async () => (await playground.state()).config.seed).toBe(123);
  await expect(seed).toHaveValue('123');
  const layer = page.getByRole('group', { name: 'Encoder' }).getByRole('textbox').first();
  await layer.fill('４８');
  await layer.blur();
  await expect.poll(async () => (await playground.state()).config.encoder).toEqual([48]);
});
