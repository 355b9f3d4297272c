/** Time: a run is saved by itself, and continues after a reload with the same bits. */
import type { Page } from '@playwright/test';
import { expect, Playground, SMALL, test } from './fixtures';
import { parseSafeTensors } from './safetensors';

/** The steps of the runs that the page's origin has saved. */
const savedSteps = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number[]>((resolve, reject) => {
        const opening = indexedDB.open('latent-playground', 1);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction('runs').objectStore('runs').getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result.map(({ step }) => step));
          };
        };
      }),
  );

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
