/** Time: a run is saved by itself and continues after a reload; earlier steps are shown, and continued, with the same bits. */
import type { Page } from '@playwright/test';
import { expect, largestGap, Playground, SMALL, savedSteps, test } from './fixtures';
import { parseSafeTensors } from './safetensors';

/** Changes a byte in the middle of every saved file. */
const damage = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('latent-playground', 1);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const writing = opening.result.transaction('files', 'readwrite');
          const files = writing.objectStore('files');
          files.openCursor().onsuccess = (event) => {
            const cursor = (event.target as IDBRequest<IDBCursorWithValue | null>).result;
            if (!cursor) return;
            cursor.value[cursor.value.length >> 1] ^= 1;
            cursor.update(cursor.value);
            cursor.continue();
          };
          writing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
  );

test('a run is saved by itself; after a reload it continues with the same bits and probes', async ({
  playground,
  page,
}) => {
  const settings = { ...SMALL, seed: '7', engine: 'simd' };
  const offer = page.getByRole('button', { name: 'Continue at step 20' });
  await playground.open(settings);
  await expect(offer).toHaveCount(0);
  await playground.train({ steps: 20 });
  await page.evaluate(() => window.playground.step(10));
  const whole = parseSafeTensors(await playground.checkpoint()).tensors;
  const metrics = await playground.metrics();

  await page.reload();
  await playground.ready();
  await playground.slider('A', 'z1').fill('1.25');
  await playground.slider('A', 'z2').fill('-0.5');
  await playground.train({ steps: 20 });
  await expect.poll(() => savedSteps(page)).toContain(20);
  await page.goto('about:blank');

  await test.step('a link with other settings opens as it says, and still offers', async () => {
    await playground.open({ ...SMALL, model: 'ae', latent: '3' });
    expect(await playground.state()).toMatchObject({ config: { model: 'ae', latent: 3 }, run: { step: 0 } });
    await offer.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => playground.step()).toBe(20);
    await expect(offer).toHaveCount(0);
    expect((await playground.state()).config).toMatchObject({ model: 'vae', seed: 7 });
  });
  await test.step('its earlier steps can be looked at again, but not continued', async () => {
    const steps = () => page.evaluate(() => window.playground.snapshots().map(({ step }) => step));
    await expect.poll(async () => (await steps()).length).toBeGreaterThan(1);
    const [first] = await steps();
    expect(first).toBeLessThan(20);
    await page.evaluate((step) => window.playground.show(step), first);
    await expect(page.getByRole('region', { name: 'What the plane shows' })).toContainText(
      `Step ${first} of 20`,
    );
    expect(await playground.refusal(`window.playground.branch(${first})`)).not.toBe('');
    await page.evaluate(() => window.playground.show('live'));
  });
  await playground.train({ steps: 10 });
  const continued = parseSafeTensors(await playground.checkpoint()).tensors;
  expect([...continued.keys()]).toEqual([...whole.keys()]);
  const trained = [...whole.keys()].filter((name) => !name.startsWith('history.'));
  expect(trained).toContain('optimizer.encoder.m.mu.weight');
  for (const name of trained) expect(continued.get(name), name).toEqual(whole.get(name));
  const losses = (of: typeof metrics) => of.map(({ step, total, recon, kl }) => [step, total, recon, kl]);
  expect(losses(await playground.metrics())).toEqual(losses(metrics));
  expect(await playground.place('A')).toEqual([1.25, -0.5]);
  // The run goes on being saved in its place.
  await expect.poll(() => savedSteps(page)).toContain(30);

  await test.step('damaged files are refused by their checksums, and the page opens as new', async () => {
    await damage(page);
    await page.reload();
    await playground.ready();
    await expect(playground.notices).toContainText('damaged');
    expect(await savedSteps(page)).toEqual([]);
    expect(await playground.step()).toBe(0);
  });
});

test('two tabs do not overwrite or offer each other’s runs; a saved run can be deleted', async ({
  playground,
  page,
  context,
}) => {
  await playground.open(SMALL);
  await playground.train({ steps: 3 });
  await expect.poll(() => savedSteps(page)).toEqual([3]);
  const other = await context.newPage();
  await other.goto(page.url());
  const beside = new Playground(other);
  await beside.ready();
  await beside.train({ steps: 4 });
  await expect.poll(async () => (await savedSteps(page)).sort()).toEqual([3, 4]);
  await expect(other.getByRole('button', { name: /^Continue at step/ })).toHaveCount(0);
  await other.close();
  await page.reload();
  await playground.ready();
  // The latest of the two first; when it is deleted, the other one.
  const saved = page.getByRole('group', { name: 'Saved run' });
  await expect(saved).toContainText('Continue at step 4');
  await saved.getByRole('button', { name: 'Delete' }).click();
  await expect(saved).toContainText('Continue at step 3');
  await saved.getByRole('button', { name: 'Not now' }).click();
  await expect(saved).toHaveCount(0);
  expect(await savedSteps(page)).toEqual([3]);
});

test('the playhead shows earlier steps, and a run goes on from one of them', async ({ playground, page }) => {
  const z = [0.5, -1];
  await playground.open({ ...SMALL, seed: '3', engine: 'simd' });
  await playground.train({ steps: 40 });
  const early = await playground.decode(z);
  await playground.train({ steps: 80 });
  const metrics = await playground.metrics();
  const whole = parseSafeTensors(await playground.checkpoint()).tensors;
  const snapshots = await page.evaluate(() => window.playground.snapshots());
  expect(snapshots.map(({ step }) => step)).toEqual(expect.arrayContaining([1, 40, 120]));
  expect(snapshots.find(({ step }) => step === 40)?.total).toBe(metrics[39].total);
  expect(await playground.refusal('window.playground.show(41)')).not.toBe('');

  const playhead = page.getByRole('slider', { name: /^Step that is read out/ });
  const caption = page.getByRole('region', { name: 'What the plane shows' });
  await test.step('by keyboard, pointer and script', async () => {
    await playhead.focus();
    await page.keyboard.press('Home');
    await expect(caption).toContainText('Step 1 of 120');
    await expect(playhead).toHaveAttribute('aria-valuenow', '1');
    await page.keyboard.press('End');
    await expect(caption).not.toContainText('of 120');
    const box = (await playhead.boundingBox())!;
    const y = box.y + box.height / 2;
    // Near step 40 in the first of the two plots; the last snapshots differ from run to run.
    await page.mouse.move(box.x + 0.36 * box.width, y);
    await page.mouse.down();
    await expect(caption).toContainText(/Step \d+ of 120/);
    await page.mouse.up();
    await page.evaluate(() => window.playground.show(40));
    await expect(caption).toContainText('Step 40 of 120');
  });

  await test.step('digit, table and probes are those of the step', async () => {
    await playground.slider('A', 'z1').fill(String(z[0]));
    await playground.slider('A', 'z2').fill(String(z[1]));
    await expect(async () =>
      expect(largestGap(await playground.ink(), early)).toBeLessThanOrEqual(2 / 255),
    ).toPass();
    const table = page.getByRole('region', { name: 'Loss' }).getByRole('table');
    await expect(table.locator('tbody td').first()).toHaveText(metrics[39].total.toFixed(1));
    await caption.getByRole('button', { name: 'Show the latest step' }).click();
    await playground.expectDecoded('A');
    await expect(table.locator('tbody td').first()).toHaveText(metrics[119].total.toFixed(1));
  });

  await test.step('without changes it goes on as the run has done', async () => {
    const { step } = await page.evaluate(() => window.playground.branch(40));
    expect(step).toBe(40);
    expect((await playground.metrics()).at(-1)).toMatchObject({ step: 40 });
    await playground.train({ steps: 80 });
    const branch = parseSafeTensors(await playground.checkpoint()).tensors;
    const trained = [...whole.keys()].filter((name) => !name.startsWith('history.'));
    for (const name of trained) expect(branch.get(name), name).toEqual(whole.get(name));
    const losses = (of: typeof metrics) => of.map(({ total, recon, kl }) => [total, recon, kl]);
    expect(losses(await playground.metrics())).toEqual(losses(metrics));
    expect((await page.evaluate(() => window.playground.snapshots()))[0].step).toBe(1);
  });

  await test.step('with another β it is a branch, and the old run can be brought back', async () => {
    await page.evaluate(() => window.playground.show(40));
    await page.evaluate(() => window.playground.configure({ beta: 4, speed: 20 }));
    await caption.getByRole('button', { name: 'Continue from here' }).click();
    // First the old run is at 120, then the branch at 40.
    await expect.poll(() => playground.step(), { intervals: [100] }).toBeLessThan(120);
    await expect.poll(() => playground.step(), { intervals: [100] }).toBeGreaterThan(42);
    await playground.pause();
    const branch = await playground.metrics();
    expect(branch[39]).toMatchObject({ total: metrics[39].total });
    expect(branch[40].total).not.toBe(metrics[40].total);
    expect((await playground.state()).config.beta).toBe(4);
    await page.getByRole('button', { name: 'Back to step 120' }).click();
    await expect.poll(() => playground.step()).toBe(120);
    expect((await playground.state()).config.beta).toBe(1);
  });
});

test('the training of the pretrained model is shown again, in a link too, and cannot be continued', async ({
  playground,
  page,
}) => {
  await page.goto('./');
  await playground.ready();
  const before = await playground.decode([0.5, -1]);
  await page.getByRole('button', { name: 'Play the training again' }).click();
  await expect.poll(() => page.evaluate(() => window.playground.snapshots().length)).toBe(11);
  await expect(page.getByRole('button', { name: 'Show the latest step' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Continue from here' })).toHaveCount(0);
  const [{ step }] = await page.evaluate(() => window.playground.snapshots());
  await page.evaluate((first) => window.playground.show(first), step);
  await expect(page).toHaveURL(new RegExp(`step=${step}`));
  // What the decoder drew then is on the screen, not what it draws now.
  await expect(async () => {
    expect(
      largestGap(await playground.ink(), await playground.decode(await playground.place('A'))),
    ).toBeGreaterThan(0.2);
  }).toPass();
  expect(await playground.refusal(`window.playground.branch(${step})`)).not.toBe('');
  await page.evaluate(() => window.playground.show('live'));
  expect(await playground.decode([0.5, -1])).toEqual(before);

  await page.goto('about:blank');
  await page.goto(`./#step=${step}`);
  await playground.ready();
  await expect(page.getByRole('button', { name: 'Show the latest step' })).toBeVisible();
  // Without MNIST there is a notice about the data.
  await expect(playground.notices.filter({ hasText: 'step' })).toHaveCount(0);
});

test('a link to a step that the page does not have says so', async ({ playground }) => {
  await playground.open({ ...SMALL, step: '300' });
  await expect(playground.notices).toContainText('step 300');
});

test('small pictures above the losses show the plane at earlier steps', async ({ playground, page }) => {
  // Counts how often the canvas of each picture is painted.
  await page.addInitScript(() => {
    const painted = new Map<string, number>();
    Object.assign(window, { painted });
    const { putImageData } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.putImageData = function (...args: unknown[]) {
      const name = this.canvas.closest('[data-timeline] button')?.ariaLabel;
      if (name) painted.set(name, (painted.get(name) ?? 0) + 1);
      return putImageData.apply(this, args as Parameters<typeof putImageData>);
    };
  });
  const timeline = page.getByRole('region', { name: 'Timeline' });
  const picture = (step: number) => timeline.getByRole('button', { name: `Step ${step}`, exact: true });
  const caption = page.getByRole('region', { name: 'What the plane shows' });
  await playground.open({ ...SMALL, seed: '3', engine: 'simd' });
  await expect(timeline).toContainText('Small pictures of the plane appear here');
  await expect(picture(0)).toHaveAttribute('aria-current', 'true');
  // A pause keeps a snapshot, whatever the speed of the machine.
  await playground.train({ steps: 1 });
  await expect(picture(1)).toHaveAttribute('aria-current', 'true');
  // A model that is finished after one step has one picture.
  await expect(timeline).not.toContainText('Small pictures');
  for (const steps of [4, 15, 40]) await playground.train({ steps });
  await expect(picture(60)).toHaveAttribute('aria-current', 'true');

  await test.step('they lie beside each other, each with dots of its own', async () => {
    const buttons = timeline.getByRole('button');
    expect(await buttons.count()).toBeGreaterThan(3);
    const boxes = await Promise.all((await buttons.all()).map((button) => button.boundingBox()));
    boxes.slice(1).forEach((box, i) => {
      expect(box!.x).toBeGreaterThanOrEqual(boxes[i]!.x + boxes[i]!.width);
    });
    const drawings = await timeline.locator('canvas').evaluateAll((canvases) =>
      (canvases as HTMLCanvasElement[]).map((canvas) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        return { dotted: data.filter((value, i) => i % 4 === 3 && value > 0).length, all: data.join() };
      }),
    );
    for (const { dotted } of drawings) expect(dotted).toBeGreaterThan(20);
    expect(new Set(drawings.map(({ all }) => all)).size).toBe(drawings.length);
  });
  await test.step('a click or a key shows the step', async () => {
    await picture(1).click();
    await expect(caption).toContainText('Step 1 of 60');
    await expect(picture(1)).toHaveAttribute('aria-current', 'true');
    await expect(picture(60)).not.toHaveAttribute('aria-current');
    await picture(60).focus();
    await page.keyboard.press('Enter');
    await expect(caption).not.toContainText('of 60');
    await expect(picture(60)).toHaveAttribute('aria-current', 'true');
  });
  await test.step('those that are there are not drawn again', async () => {
    const painted = () =>
      page.evaluate(() => (window as unknown as { painted: Map<string, number> }).painted.get('Step 1'));
    const before = await painted();
    expect(before).toBeGreaterThan(0);
    await playground.train({ steps: 40 });
    await expect(picture(100)).toBeVisible();
    expect(await painted()).toBe(before);
  });
  await test.step('one class alone is shown alone there too', async () => {
    const ink = () =>
      picture(100)
        .locator('canvas')
        .evaluate((canvas: HTMLCanvasElement) => {
          const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
          return data.filter((value, i) => i % 4 === 3 && value > 0).length;
        });
    const all = await ink();
    await page.getByRole('button', { name: 'Show class 0' }).click();
    await expect.poll(ink).toBeLessThan(0.8 * all);
  });
  await test.step('where there is no room, and without a plane, there are none', async () => {
    await page.setViewportSize({ width: 1280, height: 720 });
    await expect(timeline.getByRole('button')).toHaveCount(0);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => timeline.getByRole('button').count()).toBeGreaterThan(1);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto('about:blank');
    await playground.open({ ...SMALL, model: 'made' });
    await expect(timeline).toHaveCount(0);
  });
});
