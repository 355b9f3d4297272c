/** The Share dialog: its sections, what they save, and that the saved page works from a disk. */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { axe, expect, largestGap, SMALL, test } from './fixtures';

async function saved(page: Page, button: string): Promise<{ name: string; path: string }> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click();
  const download = await downloading;
  await expect(page.getByRole('dialog').getByRole('status')).toContainText(download.suggestedFilename());
  return { name: download.suggestedFilename(), path: await download.path() };
}

const section = (page: Page, name: string) => page.getByRole('dialog').getByRole('tab', { name }).click();

test('everything is taken home from one dialog', async ({ playground, page }) => {
  await playground.open({ ...SMALL, seed: '7' });
  await playground.train({ steps: 30 });
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await expect(dialog.getByRole('textbox', { name: 'Link to these settings' })).toHaveValue(/seed=7/);

  await test.step('tabs are reached by the arrow keys, and nothing is against WCAG', async () => {
    await dialog.getByRole('tab', { name: 'Link' }).focus();
    for (const name of ['Picture', 'Film', 'Model', 'Code', 'Data', 'Embed']) {
      await page.keyboard.press('ArrowRight');
      await expect(dialog.getByRole('tab', { name })).toHaveAttribute('aria-selected', 'true');
      expect((await axe(page).include('dialog').analyze()).violations).toEqual([]);
    }
  });

  await test.step('a picture of the plane at three times its size', async () => {
    await section(page, 'Picture');
    await dialog.getByText('3×', { exact: true }).click();
    const { name, path } = await saved(page, 'Save');
    expect(name).toBe('vae-drawn-seed7-step30-plane.png');
    const png = readFileSync(path);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(3 * (640 + 32));
  });

  await test.step('a drawing of the losses with model, step, settings and address', async () => {
    await dialog.getByText('the losses', { exact: true }).click();
    await dialog.getByText('SVG', { exact: true }).click();
    const { name, path } = await saved(page, 'Save');
    expect(name).toBe('vae-drawn-seed7-step30-losses.svg');
    const svg = readFileSync(path, 'utf8');
    for (const part of ['VAE', 'step 30', 'Drawn digits', 'seed=7', 'reconstruction', 'nats per image'])
      expect(svg).toContain(part);
  });

  await test.step('code: what is shown is what is saved, and it is of this model', async () => {
    await section(page, 'Code');
    const shown = dialog.getByRole('textbox', { name: 'Program' });
    await expect(shown).toHaveValue(/nn\.Linear\(784, 32\)/);
    await dialog.getByText('JAX', { exact: true }).click();
    await expect(shown).toHaveValue(/import jax/);
    const { name, path } = await saved(page, 'Save');
    expect(name).toBe('latent_playground_jax.py');
    expect(readFileSync(path, 'utf8')).toBe(await shown.inputValue());
    await dialog.getByText('PyTorch', { exact: true }).click();
    const notebook = await saved(page, 'Save as notebook');
    expect(JSON.parse(readFileSync(notebook.path, 'utf8')).cells.length).toBeGreaterThan(8);
  });

  await test.step('losses as a table: those that scripts get', async () => {
    await section(page, 'Data');
    const { path } = await saved(page, 'Losses (.csv)');
    const [header, ...rows] = readFileSync(path, 'utf8').trim().split('\r\n');
    expect(header).toMatch(/^step,total,recon,kl/);
    const metrics = await playground.metrics();
    const training = rows.map((row) => row.split(',')).filter(([, total]) => total !== '');
    expect(training.map(([step, total]) => [Number(step), Number(total)])).toEqual(
      metrics.map(({ step, total }) => [step, total]),
    );
    const codes = await saved(page, 'Codes (.csv)');
    expect(readFileSync(codes.path, 'utf8')).toMatch(
      /^step,image,label,mu_1,mu_2,log_var_1,log_var_2\r\n30,0,\d,/,
    );
    // Those that the page draws are nowhere else.
    const images = await saved(page, 'Images (.npz)');
    expect(images.name).toBe('images.npz');
    expect(readFileSync(images.path).length).toBeGreaterThan(785 * 10_000);
  });
});

test('the saved page decodes from a disk, without a network', async ({ playground, page, context }, info) => {
  await playground.open({ ...SMALL, seed: '7' });
  await playground.train({ steps: 30 });
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await section(page, 'Model');
  const downloading = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Page (.html)' }).click();
  const file = info.outputPath('model.html');
  await (await downloading).saveAs(file);
  const z = [1.5, -0.5];
  const expected = await playground.decode(z);

  const own = await context.newPage();
  await own.route(/^https?:/, (route) => route.abort());
  await own.goto(pathToFileURL(file).href);
  await expect(own.getByRole('heading')).toContainText('step 30');
  const { pixels, painted } = await own.evaluate((place) => {
    const script = 'decode(model, weights, codeAt(...place), label)';
    const pixels = new Function('place', `return [...${script}]`)(place) as number[];
    const plane = document.querySelector<HTMLCanvasElement>('#plane')!;
    return { pixels, painted: plane.toDataURL().length };
  }, z);
  expect(largestGap(pixels, expected)).toBeLessThan(1e-4);
  expect(painted).toBeGreaterThan(5000);

  // The digit follows the pointer, and the arrow keys.
  const digit = () => own.evaluate(() => document.querySelector<HTMLCanvasElement>('#digit')!.toDataURL());
  const place = own.locator('#place');
  await own.getByRole('img', { name: /^Latent plane/ }).hover({ position: { x: 20, y: 20 } });
  const first = await digit();
  const at = await place.textContent();
  await own.getByRole('img', { name: /^Latent plane/ }).focus();
  for (let i = 0; i < 20; i++) await own.keyboard.press('ArrowRight');
  expect(await place.textContent()).not.toBe(at);
  expect(await digit()).not.toBe(first);
});

test('scripts get the same files, and a sentence for what does not exist', async ({ playground, page }) => {
  await playground.open({ ...SMALL, model: 'gan', discriminator: '16', decoder: '16', seed: '2' });
  const made = await page.evaluate(async () => {
    const { text, filename } = await window.playground.exportCode({ for: 'tensorflowjs' });
    const decoder = await window.playground.exportModel({ format: 'onnx-decoder' });
    const picture = await window.playground.exportPicture({ what: 'plane', format: 'svg' });
    return {
      filename,
      discriminates: text.includes('discriminatorObjective'),
      onnx: new TextDecoder().decode(decoder.bytes.subarray(0, 200)),
      svg: new TextDecoder().decode(picture.bytes.subarray(0, 4)),
    };
  });
  expect(made.filename).toBe('latent_playground_tensorflow.mjs');
  expect(made.discriminates).toBe(true);
  expect(made.onnx).toContain('Latent Playground');
  expect(made.svg).toBe('<svg');
  expect(await playground.refusal("window.playground.exportModel({ format: 'onnx-encoder' })")).toMatch(
    /nothing of this kind/,
  );
  expect(await playground.refusal("window.playground.exportCode({ for: 'cobol' })")).toMatch(/for/);
});

/** The frames of a GIF, as the browser decodes them: their size, lengths in ms, and a sample of the pixels of each. */
const framesOf = (page: Page, file: Buffer) =>
  page.evaluate(async (text) => {
    const data = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const decoder = new ImageDecoder({ data, type: 'image/gif' });
    await Promise.all([decoder.tracks.ready, decoder.completed]);
    const frames: { width: number; height: number; ms: number; pixels: string; colours: number }[] = [];
    for (let frameIndex = 0; frameIndex < decoder.tracks.selectedTrack!.frameCount; frameIndex++) {
      const { image } = await decoder.decode({ frameIndex });
      const { displayWidth: width, displayHeight: height, duration } = image;
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d')!;
      context.drawImage(image, 0, 0);
      image.close();
      const rgba = context.getImageData(0, 0, width, height).data;
      const coloured = new Set<number>();
      for (let i = 0; i < rgba.length; i += 4)
        if (Math.max(rgba[i], rgba[i + 1], rgba[i + 2]) - Math.min(rgba[i], rgba[i + 1], rgba[i + 2]) > 60)
          coloured.add((rgba[i] << 16) | (rgba[i + 1] << 8) | rgba[i + 2]);
      const hash = await crypto.subtle.digest('SHA-256', rgba);
      const pixels = [...new Uint8Array(hash)].join();
      frames.push({ width, height, ms: (duration ?? 0) / 1000, pixels, colours: coloured.size });
    }
    return frames;
  }, file.toString('base64'));

test('the training as a film: a frame for each snapshot, in colours', async ({ playground, page }) => {
  await playground.open({ ...SMALL, seed: '7' });
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await section(page, 'Film');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('A film needs at least two snapshots');
  for (let i = 0; i < 6; i++) await playground.train({ steps: 10 });
  const snapshots = await page.evaluate(() => window.playground.snapshots());
  expect(snapshots.length).toBeGreaterThan(2);
  await expect(dialog).toContainText(`The plane at ${snapshots.length} steps of the training`);
  const { name, path } = await saved(page, 'GIF');
  expect(name).toBe('vae-drawn-seed7-step60-training.gif');
  const frames = await framesOf(page, readFileSync(path));
  expect(frames).toHaveLength(snapshots.length);
  expect(new Set(frames.map(({ width, height }) => `${width} × ${height}`))).toEqual(new Set(['512 × 640']));
  expect(new Set(frames.map(({ pixels }) => pixels)).size).toBe(frames.length);
  // The last stays longer; the dots of ten classes have their colours.
  expect(frames.at(-1)!.ms).toBe(2500);
  expect(Math.min(...frames.map(({ colours }) => colours))).toBeGreaterThan(8);

  const film = await saved(page, 'WebM');
  const shown = await page.evaluate(async (text) => {
    const video = document.createElement('video');
    video.src = `data:video/webm;base64,${text}`;
    video.muted = true;
    await new Promise((resolve, reject) => {
      video.onloadeddata = resolve;
      video.onerror = reject;
    });
    return [video.videoWidth, video.videoHeight];
  }, readFileSync(film.path).toString('base64'));
  expect(shown).toEqual([512, 640]);
});

test('the film of a pretrained model has its shipped steps, and can be cancelled', async ({
  playground,
  page,
}) => {
  await playground.open();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await section(page, 'Film');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('ten earlier steps of this model’s training');
  await dialog.getByRole('button', { name: 'GIF', exact: true }).click();
  await expect(dialog.getByRole('progressbar', { name: 'Progress of the film' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByRole('status')).toHaveText('Cancelled. Nothing is saved.');
  const { path } = await saved(page, 'GIF');
  const { length } = await page.evaluate(() => window.playground.snapshots());
  expect(length).toBe(11);
  const frames = await framesOf(page, readFileSync(path));
  expect(frames).toHaveLength(length);
  expect(new Set(frames.map(({ pixels }) => pixels)).size).toBe(length);
});
