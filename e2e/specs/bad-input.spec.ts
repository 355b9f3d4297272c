/**
 * Input from outside, valid and damaged: checkpoints, links, the reader's own files. Damaged input changes
 * nothing.
 */
import { gzipSync } from 'node:zlib';
import { drop } from './drop';
import { expect, SMALL, test } from './fixtures';
import { idxImages, idxLabels } from './idx';
import { withHeader } from './safetensors';

test('damaged checkpoints are refused with a message each, and the model is unchanged', async ({
  playground,
  page,
}) => {
  await playground.open(SMALL);
  await playground.train({ steps: 20 });
  const before = await playground.checkpoint();
  const notANumber = Buffer.from(before);
  notANumber.writeFloatLE(Number.NaN, notANumber.length - 4);
  const broken: [string, Buffer, RegExp][] = [
    ['cut short', before.subarray(0, before.length - 100), /ends too early/],
    ['not a number', notANumber, /values that are not numbers/],
    [
      'a tensor less',
      withHeader(before, (header) => {
        delete header['mu.bias'];
      }),
      /bytes before \S+ in the checkpoint that belong to no tensor/,
    ],
    [
      'another shape',
      withHeader(before, (header) => {
        Object.assign(header['mu.weight'] as object, { shape: [1, 64] });
      }),
      /mu\.weight.*instead of|cannot be read|not a checkpoint/,
    ],
    [
      'settings that are none',
      withHeader(before, (header) => {
        Object.assign(header.__metadata__ as object, { config: '{"latent":' });
      }),
      /settings inside the checkpoint cannot be read/,
    ],
  ];
  for (const [name, body, sentence] of broken) {
    await test.step(name, async () => {
      await drop(page, [{ name: 'model.safetensors', body }]);
      await expect(playground.notices).toContainText(sentence);
      await playground.notices.getByRole('button', { name: 'Dismiss' }).click();
      await expect(playground.notices).toHaveCount(0);
      expect((await playground.checkpoint()).equals(before)).toBe(true);
    });
  }
  await test.step('a script gets the same message', async () => {
    const sentence = await playground.refusal('window.playground.importCheckpoint(new Uint8Array(100))');
    expect(sentence).toMatch(/the model stays as it was/);
    expect((await playground.checkpoint()).equals(before)).toBe(true);
  });
});

test('a damaged link causes notices and nothing else', async ({ playground, page }) => {
  await page.goto('./#v=1&dataset=drawn&latent=-3&model=<script>alert(1)</script>&encoder=32&colour=blue');
  await playground.ready();
  for (const sentence of [
    'is not a valid value of latent',
    'is not a valid value of model',
    'no setting called “colour”',
  ]) {
    await expect(playground.notices.filter({ hasText: sentence })).toHaveCount(1);
  }
  const { config } = await playground.state();
  expect(config).toMatchObject({ latent: 2, model: 'vae', encoder: [32], dataset: 'drawn' });
  expect((await playground.train({ steps: 2 })).step).toBe(2);
});

test('a link of another version, and one that is too long', async ({ playground, page, allowErrors }) => {
  // Such a link falls back to MNIST, which this machine may not have; that is another notice.
  allowErrors(/Failed to load resource|net::ERR/);
  await page.goto('./#v=7&latent=5');
  await playground.ready();
  await expect(playground.notices.filter({ hasText: 'made for version 7' })).toBeVisible();
  expect((await playground.state()).config.latent).toBe(2);
  await page.goto('about:blank');
  await page.goto(`./#v=1&latent=5&seed=${'9'.repeat(3000)}`);
  await playground.ready();
  await expect(playground.notices.filter({ hasText: 'longer than' })).toBeVisible();
  expect((await playground.state()).config.latent).toBe(2);
});

test('the reader’s own files, by file picker and by drop', async ({ playground, page }) => {
  await playground.open(SMALL);

  await test.step('images alone, by the file picker', async () => {
    const choosing = page.waitForEvent('filechooser');
    await playground.openMenu();
    await page.getByRole('button', { name: 'Open a checkpoint or images' }).click();
    await (await choosing).setFiles([
      { name: 'discs.idx3', mimeType: 'application/octet-stream', buffer: idxImages(140) },
    ]);
    await page.getByRole('button', { name: 'Use these images' }).click();
    await expect(playground.dataBadge).toContainText('from your files');
    expect((await playground.state()).dataset).toBe('own');
    expect((await playground.train({ steps: 10 })).step).toBe(10);
    const { knn } = await page.evaluate(() => window.playground.evaluate());
    expect(knn).toBe(null);
  });

  await test.step('with labels and gzipped, by drop', async () => {
    await drop(page, [
      { name: 'discs-labels.gz', body: gzipSync(idxLabels(210)) },
      { name: 'discs-images.gz', body: gzipSync(idxImages(210)) },
    ]);
    await page.getByRole('button', { name: 'Use these images' }).click();
    await expect(playground.dataBadge).toContainText('180 images');
    const { knn, count } = await page.evaluate(() => window.playground.evaluate());
    expect(count).toBe(30);
    expect(knn).not.toBe(null);
  });

  await test.step('invalid ones are reported and change nothing', async () => {
    const wrong: [string, { name: string; body: Buffer }[], string][] = [
      ['cut short', [{ name: 'cut.idx3', body: idxImages(50).subarray(0, 9000) }], 'cut.idx3 ends too early'],
      ['empty', [{ name: 'nothing.idx3', body: Buffer.alloc(0) }], 'nothing.idx3 is empty'],
      [
        'a web page',
        [{ name: 'train.gz', body: Buffer.from('<!doctype html><title>404</title>') }],
        'train.gz is a web page',
      ],
      ['labels alone', [{ name: 'l.idx1', body: idxLabels(19) }], 'None of these files holds images'],
      [
        'something else',
        [{ name: 'holiday.png', body: Buffer.from('\x89PNG\r\n\x1a\n0000000') }],
        'holiday.png is neither',
      ],
    ];
    const before = await playground.checkpoint();
    for (const [, files, sentence] of wrong) {
      await drop(page, files);
      await expect(playground.notices).toContainText(sentence);
      await playground.notices.getByRole('button', { name: 'Dismiss' }).click();
      await expect(playground.notices).toHaveCount(0);
    }
    await expect(playground.dataBadge).toContainText('180 images');
    expect((await playground.checkpoint()).equals(before)).toBe(true);
    expect((await playground.train({ steps: 5 })).status).toBe('paused');
  });
});
