/** One step, slowly: every stage of a VAE, an AE and a GAN; the numbers on the screen agree, and the run stays as it is. */
import type { Page } from '@playwright/test';
import { axe, expect, hasMnist, SMALL, test } from './fixtures';

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'One step, slowly' });

async function openDialog(page: Page) {
  await page.getByRole('button', { name: 'One step, slowly' }).click();
  const dialog = dialogOf(page);
  await expect(dialog.getByRole('tab').first()).toBeVisible();
  return dialog;
}

/** The text of the present stage, in lines as laid out. */
const panelText = async (page: Page) =>
  (await dialogOf(page).getByRole('tabpanel').allInnerTexts()).join('\n');

/** The numbers of a text, with true minus signs and grouped digits. */
const numbersIn = (text: string): number[] =>
  [...text.replaceAll('−', '-').matchAll(/-?\d[\d,]*(?:\.\d+)?(?:e-?\d+)?/g)].map(([digits]) =>
    Number(digits.replaceAll(',', '')),
  );

/** Clicks through all stages; returns the text of each by the name of its tab. */
async function walk(page: Page): Promise<Map<string, string>> {
  const dialog = dialogOf(page);
  const next = dialog.getByRole('button', { name: 'Next' });
  const texts = new Map<string, string>();
  for (;;) {
    const name = (await dialog.getByRole('tab', { selected: true }).textContent()) ?? '';
    texts.set(name, await panelText(page));
    if (await next.isDisabled()) return texts;
    await next.click();
  }
}

/** L = a + w · b = c, as printed: every number is rounded to half a thousandth. */
function expectSum(text: string): number {
  const lines = text.split('\n').filter((line) => line.startsWith('L = '));
  const total = numbersIn(lines[lines.length - 1])[0];
  if (lines.length > 2) {
    const terms = lines[1].slice(4).split(' + ');
    const sum = terms.reduce((all, term) => all + numbersIn(term).reduce((a, b) => a * b, 1), 0);
    expect(Math.abs(sum - total)).toBeLessThan(0.0006 * (terms.length + 1));
  }
  return total;
}

test('a VAE: z = μ + σ ε and L = reconstruction + β KL as printed; the pretrained model stays as it is', async ({
  playground,
  page,
  baseURL,
}) => {
  test.skip(!(await hasMnist(page, baseURL)), 'needs MNIST');
  await playground.open();
  const before = await playground.checkpoint();
  const dialog = await openDialog(page);
  await expect(dialog).toContainText('Step 14,071, if its batch were this one image');
  const texts = await walk(page);
  expect([...texts.keys()]).toEqual([
    'Image',
    'Encoder',
    'μ and σ',
    'ε and z',
    'Decoder',
    'Loss',
    'Backward',
    'Update',
    'After the step',
  ]);
  const codes = texts.get('μ and σ') ?? '';
  const draws = texts.get('ε and z') ?? '';
  for (const coordinate of ['z₁', 'z₂']) {
    const row = (text: string) =>
      numbersIn(text.split('\n').find((line) => line.startsWith(coordinate)) ?? '');
    const [mu, logVar, sigma, kl] = row(codes);
    const [epsilon, muAgain, sigmaAgain, epsilonAgain, z] = row(draws);
    expect([muAgain, sigmaAgain, epsilonAgain]).toEqual([mu, sigma, epsilon]);
    expect(Math.abs(sigma - Math.exp(logVar / 2))).toBeLessThan(1e-4);
    expect(Math.abs(z - (mu + sigma * epsilon))).toBeLessThan(5e-4);
    expect(Math.abs(kl - 0.5 * (sigma ** 2 + mu ** 2 - 1 - logVar))).toBeLessThan(5e-4 * (1 + Math.abs(mu)));
  }
  const total = expectSum(texts.get('Loss') ?? '');
  const after = texts.get('After the step') ?? '';
  const [then, now] = numbersIn(after.split('\n').find((line) => line.startsWith('total')) ?? '');
  expect(then).toBe(total);
  expect(now).toBeLessThan(then);
  expect(after).toContain('100 other test images');
  expect(texts.get('Update')).toContain('moments start from zero');

  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect((await playground.checkpoint()).equals(before)).toBe(true);
});

test('an AE: by the keyboard, Back too; another image; nothing is against WCAG; the link opens it', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, model: 'ae', encoder: '32-16' });
  await playground.train({ steps: 20 });
  const before = await playground.checkpoint();
  const dialog = await openDialog(page);
  await expect(page).toHaveURL(/slowly=1/);
  // A blank image, by a script: the page's numbers are those of another one.
  const blank = await page.evaluate(async () => {
    const { step, phases } = await window.playground.oneStep(new Uint8Array(784));
    return { step, objective: phases[0].objective };
  });
  expect(blank.step).toBe(20);
  expect(blank.objective).toBeGreaterThan(0);
  expect(await playground.refusal('playground.oneStep(new Uint8Array(3))')).not.toBe('');
  await dialog.getByRole('tab', { selected: true }).focus();
  for (const name of ['Encoder', 'Code', 'Decoder', 'Loss', 'Backward', 'Update', 'After the step']) {
    await page.keyboard.press('ArrowRight');
    await expect(dialog.getByRole('tab', { name, exact: true })).toHaveAttribute('aria-selected', 'true');
    expect((await axe(page).include('dialog').analyze()).violations).toEqual([]);
  }
  const back = dialog.getByRole('button', { name: 'Back' });
  await back.focus();
  for (const name of ['Update', 'Backward', 'Loss']) {
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('tab', { name, exact: true })).toHaveAttribute('aria-selected', 'true');
  }
  const loss = dialog.locator('[data-objective]');
  const [first] = await loss.allInnerTexts();
  // Without a KL, the loss is the reconstruction error alone.
  expectSum(await panelText(page));
  await dialog.getByRole('button', { name: /labelled 3$/ }).click();
  await expect(loss).not.toHaveText(first);
  await expect(dialog.getByRole('tab', { name: 'Loss', exact: true })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page).not.toHaveURL(/slowly=1/);
  expect((await playground.checkpoint()).equals(before)).toBe(true);
  expect(await playground.step()).toBe(20);

  await playground.open({ ...SMALL, model: 'ae', slowly: '1' });
  await expect(dialogOf(page).getByRole('tab').first()).toBeVisible();
});

test('a GAN: the discriminator learns, then the generator; a model in closed form says why it has no step', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, model: 'gan', discriminator: '32' });
  await playground.train({ steps: 20 });
  const before = await playground.checkpoint();
  await openDialog(page);
  const texts = await walk(page);
  expect([...texts.keys()]).toEqual([
    'Image',
    'z from the prior',
    'Generator',
    'Discriminator',
    'Backward · D',
    'Update · D',
    'Forward · G',
    'Backward · G',
    'Update · G',
    'After the step',
  ]);
  const verdicts = (texts.get('Discriminator') ?? '').split('\n');
  const costs = ['the image', 'a sample'].map((name) => {
    const at = verdicts.findIndex((line) => line.startsWith(name));
    // A picture in the first cell puts the other cells on the next line.
    const [logit, d, ...rest] = numbersIn(
      verdicts
        .slice(at, at + 2)
        .join(' ')
        .slice(name.length),
    );
    expect(Math.abs(d - 1 / (1 + Math.exp(-logit)))).toBeLessThan(1e-4);
    const cost = rest[rest.length - 1];
    expect(Math.abs(cost + Math.log(name === 'the image' ? d : 1 - d))).toBeLessThan(2e-3);
    return cost;
  });
  const total = expectSum(texts.get('Discriminator') ?? '');
  expect(Math.abs(costs[0] + costs[1] - total)).toBeLessThan(0.002);
  expect(texts.get('Update · D')).toContain('update number 21');
  expect((await playground.checkpoint()).equals(before)).toBe(true);
  await page.keyboard.press('Escape');

  // A page of its own: another model in the link would only apply to the next run.
  await page.goto('about:blank');
  await playground.open({ ...SMALL, model: 'pca' });
  await page.getByRole('button', { name: 'One step, slowly' }).click();
  await expect(dialogOf(page)).toContainText('no training step');
});
