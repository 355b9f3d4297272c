/** Lessons on the page: predicting, trying, being checked, explained; links, progress, and reports to a course. */
import type { Page } from '@playwright/test';
import { axe, expect, SMALL, test } from './fixtures';

/** Lessons learn from all images; setting that takes a while. */
const OPENED = { ...SMALL, trainImages: '0' };

const panel = (page: Page) => page.getByRole('region', { name: /^Lesson: / });

/** The completion code of Ada, who has done the lesson, and the dialog in which a teacher checks it. */
async function codeToCheck(page: Page) {
  await panel(page).getByText('A code for your teacher').click();
  await panel(page).getByRole('textbox', { name: 'Your name' }).fill('Ada');
  const code = (await panel(page)
    .getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    .textContent())!;
  await panel(page).getByRole('button', { name: 'All lessons' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('For teachers: check a code').click();
  return { code, dialog };
}

/** Predicts 100 nats in the lesson on units, sets the model up and takes one step. */
async function playFirstStep(page: Page): Promise<void> {
  await panel(page).getByRole('textbox', { name: 'Your guess, in nats' }).fill('100');
  await page.keyboard.press('Enter');
  await panel(page).getByRole('button', { name: 'Set up' }).click();
  await panel(page).getByRole('button', { name: 'Set up again' }).waitFor();
  await page.getByRole('button', { name: 'Step', exact: true }).click();
}

test('a step: a prediction first, then the model, the check on the loss table, and why', async ({
  playground,
  page,
}) => {
  await playground.open(OPENED);
  await page.getByRole('button', { name: 'Lessons' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'What a loss of 150 means' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(panel(page)).toContainText('Step 1 of 3');
  await expect(page).toHaveURL(/lesson=loss-units/);
  // The task comes after the prediction.
  await expect(panel(page).getByRole('button', { name: 'Set up' })).toHaveCount(0);
  const guess = panel(page).getByRole('textbox', { name: 'Your guess, in nats' });
  await guess.fill('much');
  await guess.press('Enter');
  await expect(panel(page).getByRole('alert')).toHaveText('Write a number, such as 120.');
  await expect(panel(page)).not.toContainText('The model on the screen is another one.');
  await playFirstStep(page);
  const reading = panel(page).getByText(/^Reconstruction loss of step 1: [\d.]+ nats per image\.$/);
  await expect(reading).toBeVisible();
  const [first] = await page.evaluate(() => window.playground.metrics());
  await expect(reading).toContainText(first.recon.toFixed(1));
  // 100 is far from 543.
  await expect(panel(page)).toContainText('It is 784 × 0.693 = 543.4 nats');
  expect(await page.evaluate(() => window.playground.lesson())).toMatchObject({
    id: 'loss-units',
    steps: [{ id: 'flat', predicted: '100', passed: true }, { passed: false }, { passed: false }],
  });
  await panel(page).getByRole('button', { name: 'Next step' }).last().click();
  await expect(panel(page)).toContainText('Step 2 of 3');
  await expect(page).toHaveURL(/lesson=loss-units&step=2/);
});

test('progress is there after a reload; a lesson can be left and done again', async ({
  playground,
  page,
}) => {
  await playground.open({ ...OPENED, lesson: 'loss-units' });
  await playFirstStep(page);
  await expect(panel(page)).toContainText('Your prediction: 100 nats');
  await expect(panel(page)).toContainText('It is 784 × 0.693');
  await panel(page).getByRole('button', { name: 'Leave the lesson' }).click();
  await expect(panel(page)).toHaveCount(0);
  await expect(page).not.toHaveURL(/lesson=/);
  await page.reload();
  await playground.ready();
  await page.getByRole('button', { name: 'Lessons' }).click();
  const entry = page.getByRole('dialog').getByRole('button', { name: 'What a loss of 150 means' });
  await expect(entry).toContainText('1 of 3 steps done');
  await entry.click();
  await expect(panel(page)).toContainText('Step 2 of 3');
});

test('a link opens a lesson at its step; a name that does not exist opens the list', async ({
  playground,
  page,
}) => {
  await playground.open({ ...OPENED, lesson: 'axes', step: '2' });
  await expect(panel(page)).toContainText('Now another seed');
  await playground.open({ ...OPENED, lesson: 'nothing' });
  await expect(page.getByRole('dialog')).toContainText('a lesson that does not exist: “nothing”');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).not.toHaveURL(/lesson=/);
});

test('a code for the teacher, who checks it in the list of lessons', async ({ playground, page }) => {
  await page.addInitScript(() => {
    const passed = { flat: 544, pixel: 160, zero: 45 };
    const predictions = { flat: '543', pixel: 'small', zero: 'no' };
    localStorage.setItem(
      'latent-playground.lessons',
      JSON.stringify({ 'loss-units': { passed, predictions, kept: {} } }),
    );
  });
  await playground.open({ ...OPENED, lesson: 'loss-units', step: '3' });
  await expect(panel(page)).toContainText('Lesson done: 2 of 3 predictions right.');
  await expect(panel(page)).toContainText('Reached earlier. The model on the screen is another one.');
  const { code, dialog } = await codeToCheck(page);
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Eve');
  await dialog.getByRole('textbox', { name: 'Code' }).fill(code.toLowerCase());
  await expect(dialog).toContainText('This is not a code of that name.');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('ada');
  await expect(dialog).toContainText(
    /ada finished “What a loss of 150 means” on .*, with 2 of 3 predictions right\./,
  );
});

test('a page that embeds this one gets what was reached, and nothing else', async ({ page, allowErrors }) => {
  // The page around it has no icon.
  allowErrors(/favicon/);
  await page.goto('licence.txt');
  await page.evaluate(
    (query) => {
      const received: unknown[] = [];
      Object.assign(window, { received });
      addEventListener('message', ({ data }) => received.push(data));
      const frame = document.createElement('iframe');
      Object.assign(frame, { width: '1300', height: '850', src: `./#${query}` });
      document.body.append(frame);
    },
    `${new URLSearchParams({ v: '1', ...OPENED, lesson: 'loss-units' })}`,
  );
  const frame = (await (await page.locator('iframe').elementHandle())!.contentFrame())!;
  await frame.waitForFunction(() => 'playground' in window);
  await frame.evaluate(() => window.playground.ready);
  const inFrame = page.frameLocator('iframe');
  await inFrame.getByRole('textbox', { name: 'Your guess, in nats' }).fill('540');
  await page.keyboard.press('Enter');
  await inFrame.getByRole('button', { name: 'Set up' }).click();
  await inFrame.getByRole('button', { name: 'Set up again' }).waitFor();
  await inFrame.getByRole('button', { name: 'Step', exact: true }).click();
  const received = () => page.evaluate(() => (window as unknown as { received: unknown[] }).received);
  await expect.poll(received).toHaveLength(1);
  const [first] = await frame.evaluate(() => window.playground.metrics());
  expect(await received()).toEqual([
    {
      ...{ source: 'latent-playground', type: 'task', id: 'loss-units/flat', passed: true },
      value: expect.closeTo(first.recon, 3),
    },
  ]);
});

test('a teacher composes a lesson, and its link opens it with what is left out', async ({
  playground,
  page,
}) => {
  await playground.open({ ...OPENED, seed: '7' });
  await page.getByRole('button', { name: 'Lessons' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Compose a lesson' }).click();
  const choose = (question: string) => dialog.getByRole('checkbox', { name: question }).check();
  // It compares with the step before it, which comes with it.
  await choose('What will sharpen them most?');
  await choose('A pixel then costs ln 2');
  const chosen = dialog.getByRole('list').first().getByRole('listitem');
  await expect(chosen).toHaveCount(3);
  await expect(chosen.first()).toContainText('The reconstructions of test images will be');
  await expect(chosen.first().getByRole('button', { name: /^Later/ })).toBeDisabled();
  const last = chosen.nth(2);
  await last.getByRole('button', { name: /^Earlier/ }).click();
  await chosen
    .nth(1)
    .getByRole('button', { name: /^Earlier/ })
    .click();
  await dialog.getByRole('checkbox', { name: 'uses' }).check();
  await dialog.getByRole('checkbox', { name: 'equation' }).check();
  expect((await axe(page).include('dialog').analyze()).violations).toEqual([]);
  const link = await dialog.getByRole('textbox', { name: 'Link to your lesson' }).inputValue();
  expect(link).toContain('lesson=composed&steps=loss-units.flat,blur.without,blur.wider&hide=equation,uses');
  expect(link).toContain('seed=7');

  await page.goto('about:blank');
  await page.goto(link);
  await playground.ready();
  await expect(panel(page)).toContainText('Composed lesson');
  await expect(panel(page)).toContainText('Step 1 of 3');
  await expect(page.getByRole('tab')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'What is minimised' })).toHaveCount(0);
  await playFirstStep(page);
  await expect(panel(page)).toContainText('It is 784 × 0.693 = 543.4 nats');
  await panel(page).getByRole('button', { name: 'Next step' }).last().click();
  await expect(panel(page)).toContainText('Step 2 of 3');
  await expect(panel(page)).toContainText('its KL term is often blamed');
  await expect(page).toHaveURL(/steps=loss-units\.flat,blur\.without,blur\.wider&step=2&hide=equation,uses/);
  // The reader may see the rest.
  await playground.openMenu();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(page.getByRole('tab').first()).toBeVisible();
  await expect(page).not.toHaveURL(/hide=/);
});

test('a composed lesson: steps that do not exist are told, the others remain, and its code says what it was', async ({
  playground,
  page,
}) => {
  await page.addInitScript(() => {
    const id = 'composed:kl-rises.price,anomalies.fooled';
    const passed = { 'kl-rises.price': 40, 'anomalies.fooled': 90 };
    const predictions = { 'kl-rises.price': 'more', 'anomalies.fooled': 'no' };
    localStorage.setItem(
      'latent-playground.lessons',
      JSON.stringify({ [id]: { passed, predictions, kept: {} } }),
    );
  });
  const steps = 'kl-rises.price,no.such,anomalies.fooled';
  await playground.open({ ...OPENED, lesson: 'composed', steps });
  await expect(panel(page).getByRole('alert')).toHaveText(
    'This link names a step that does not exist: no.such. The others are here.',
  );
  await panel(page).getByRole('button', { name: 'Next step' }).last().click();
  await expect(panel(page)).toContainText('Lesson done: 1 of 2 predictions right.');
  const { code, dialog } = await codeToCheck(page);
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Ada');
  await dialog.getByRole('textbox', { name: 'Code' }).fill(code);
  await expect(dialog).toContainText(/Ada finished “Composed lesson” on .*, with 1 of 2 predictions right\./);
  await playground.open({ ...OPENED, lesson: 'composed', steps: 'no.such' });
  await expect(page.getByRole('dialog')).toContainText('This link names steps that do not exist: no.such.');
});
