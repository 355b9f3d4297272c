/** What the page says is so: names, numbers and sentences belong to the model that is on the screen. */
import { expect, test } from './fixtures';

const NAME = /^Model: (.*)\. Choose another$/;

test('weights are shown only under the settings that they were trained with', async ({
  page,
  playground,
}) => {
  const model = page.getByRole('button', { name: NAME });
  const untrained = page.getByText('Shown: random weights, nothing learned yet. Press Train.');
  await playground.open();
  await expect(model).toHaveAccessibleName('Model: VAE. Choose another');
  await expect(page.getByText('Shown: a VAE that this project trained earlier.')).toBeVisible();
  const trained = await playground.step();
  expect(trained).toBeGreaterThan(0);

  // The controls ask for another one: what is on the screen keeps its name.
  await page.evaluate(() => window.playground.configure({ beta: 30 }));
  await expect(page.getByText('The settings make next: VAE that collapses')).toBeVisible();
  await expect(model).toHaveAccessibleName('Model: VAE. Choose another');
  expect(await playground.step()).toBe(trained);

  // The address holds the settings; the page that it opens has learned nothing with them.
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
