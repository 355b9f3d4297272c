/** The page's statements are true: names, numbers and sentences belong to the model on the screen. */
import { expect, SMALL, test } from './fixtures';

const NAME = /^Model: (.*)\. Choose another$/;

test('weights are shown only under the settings that they were trained with', async ({
  page,
  playground,
}) => {
  const model = page.getByRole('button', { name: NAME });
  const untrained = page.getByText('Shown: random weights, nothing learned yet. Press Train.');
  await playground.open();
  await expect(model).toHaveAccessibleName('Model: VAE. Choose another');
  await expect(page.getByText('Shown: weights trained earlier.')).toBeVisible();
  const trained = await playground.step();
  expect(trained).toBeGreaterThan(0);

  // The controls are set to another model: the one on the screen keeps its name.
  await page.evaluate(() => window.playground.configure({ beta: 30 }));
  await expect(page.getByText('After a restart: VAE that collapses')).toBeVisible();
  await expect(model).toHaveAccessibleName('Model: VAE. Choose another');
  expect(await playground.step()).toBe(trained);

  // The address has the settings, but the page that it opens has not been trained with them.
  await page.reload();
  await playground.ready();
  await expect(model).toHaveAccessibleName('Model: VAE that collapses. Choose another');
  await expect(untrained).toBeVisible();
  expect(await playground.step()).toBe(0);

  for (const [key, value] of [
    ['seed', '7'],
    ['learningRate', '0.01'],
  ]) {
    await page.goto('about:blank');
    await playground.open({ [key]: value });
    await expect(untrained).toBeVisible();
    expect(await playground.step()).toBe(0);
  }
});

test('the table of losses shows the values of the step that it names, of one objective on both sets', async ({
  page,
  playground,
}) => {
  await playground.open({ ...SMALL, beta: '4', freeBits: '0.5' });
  await page.evaluate(() => window.playground.step(7));
  await page.evaluate(() => window.playground.evaluate());
  const last = (await playground.metrics()).at(-1);
  if (!last) throw new Error('no step was recorded');
  const table = page.getByRole('region', { name: 'Loss' }).getByRole('table');
  const heads = table.getByRole('columnheader');
  await expect(heads.first()).toHaveText('step 7');
  /** The values of a set of images, from the first term to the last. */
  const column = (name: 'training' | 'test') =>
    table.locator(`tbody td:nth-of-type(${name === 'training' ? 1 : 2})`);
  const digits = (values: number[]) => values.map((value) => value.toFixed(1));
  await expect(column('training')).toHaveText(digits([last.total, last.recon, last.kl]));
  await expect(column('test')).toHaveText(digits([last.testTotal, last.testRecon, last.testKl]));

  // β times the KL as it counts, which the equation shows below its name; the table shows the unweighted one.
  const counted = (last.total - last.recon) / 4;
  expect(counted).toBeGreaterThan(last.kl);
  expect(last.testTotal).toBeGreaterThan(last.testRecon + 4 * last.testKl);
  expect((last.testTotal - last.testRecon) / 4).toBeGreaterThanOrEqual(2 * 0.5);
  const equation = page.getByRole('region', { name: 'What is minimised' });
  await expect(equation).toContainText(`KL in the loss\u00a0${counted.toFixed(1)}`);

  // A value at an earlier step belongs to that step too.
  await page.getByRole('slider', { name: /^Step that is read out/ }).focus();
  await page.keyboard.press('Home');
  await expect(heads.first()).toHaveText('step 1');
  const all = await playground.metrics();
  const [first] = all;
  await expect(column('training')).toHaveText(digits([first.total, first.recon, first.kl]));
  // The equation shows the values of the same step.
  await expect(equation).toContainText(first.total.toFixed(1));
  await expect(equation).toContainText(first.recon.toFixed(1));
  // The test losses are those of the nearest step that has some, and that step is named.
  const tested = all.find((step) => 'testTotal' in step);
  if (!tested) throw new Error('no test losses beside a step');
  await expect(heads.nth(2)).toHaveText(tested.step === 1 ? 'test' : `teststep ${tested.step}`);
  await expect(column('test')).toHaveText(digits([tested.testTotal, tested.testRecon, tested.testKl]));
});
