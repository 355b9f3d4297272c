/** Links with odd keys, values and separators, followed one after another. */
import { giveAll, unquoted } from './files.mjs';
import { oddLink } from './mutations.mjs';
import { crashIn, noticesOf } from './visit.mjs';

export const name = 'links';
export const whole = 500;
export const few = 8;

/** @type {import('./part.mjs').Part['run']} */
export const run = (abuse, order) =>
  giveAll(abuse, order, {
    async before({ page }) {
      const keys = await page.evaluate(() => Object.keys(window.playground.state().config));
      // Engines that are unavailable take long to be rejected; `missing` covers that.
      const quick = keys.filter((key) => key !== 'engine');
      return (random) => {
        const what = oddLink(quick, random);
        return { what };
      };
    },
    async give({ page }, { what: link }) {
      await page.evaluate(async (hash) => {
        location.hash = hash;
        await new Promise((resolve) => setTimeout(resolve, 20));
        // The settings of the link are applied when the worker has replied to a later command.
        await window.playground.pause();
      }, link);
      const crashes = (await noticesOf(page)).map((sentence) => crashIn(unquoted(sentence)));
      const first = crashes.find((why) => why !== null);
      const { config } = await page.evaluate(() => window.playground.state());
      const whole = Object.values(config).every((value) => value !== null && value !== undefined);
      return {
        kind: 'accepted',
        wrong: first ? `a notice says ${first}` : whole ? undefined : 'a setting has no value',
      };
    },
  });
