/** The things to try below the model: they fit the model, and the page marks those that are done. */
import { expect, SMALL, test } from './fixtures';

test('tasks are marked when they are done, and a click on one opens what it needs', async ({
  playground,
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await playground.open({ ...SMALL, engine: 'simd' });
  const list = page.getByRole('region', { name: 'Try' });
  const items = list.getByRole('listitem');
  await expect(items).toHaveText([/4s$/, /collapses$/, /yourself$/, /500 steps/]);
  const done = () => items.filter({ hasText: /^done/ }).allTextContents();
  expect(await done()).toEqual([]);

  const before = await playground.state();
  await list.getByRole('button', { name: 'Draw one yourself' }).click();
  expect((await playground.state()).run).toEqual(before.run);
  const pad = page.getByRole('application');
  await pad.focus();
  await page.keyboard.press('Space');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(done).toEqual(['doneDraw one yourself']);
  await expect(list.getByRole('status')).toHaveText('Draw one yourself: done');

  await playground.train({ steps: 500 });
  await expect.poll(done).toHaveLength(2);
  // Another model has other tasks, none of them done; those of the first one stay done.
  await page.evaluate(() => window.playground.configure({ model: 'gan', discriminator: [16] }));
  await page.evaluate(() => window.playground.reset());
  await expect(items).toHaveText([/across the plane$/, /third probe$/, /500 steps/]);
  expect(await done()).toEqual([]);
  // A low screen has no space for them.
  await page.setViewportSize({ width: 1366, height: 768 });
  await expect(list).toBeHidden();
});
