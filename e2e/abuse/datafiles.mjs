/** Files of images and labels that are damaged, truncated, oddly packed or of another format. */
import { base64, giveAll } from './files.mjs';
import { mutatedData } from './mutations.mjs';

export const name = 'data files';
export const whole = 2000;
export const few = 10;

/** @type {import('./part.mjs').Part['run']} */
export const run = (abuse, order) =>
  giveAll(abuse, order, {
    async before({ page }) {
      // Only after the page's own images have arrived, which would otherwise replace the given ones.
      await page.evaluate(() => window.playground.step(1));
      return mutatedData;
    },
    give: ({ page }, { images, labels }) =>
      page.evaluate(
        async ([images, labels]) => {
          const bytes = (/** @type {string} */ text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
          const before = window.playground.state().dataset;
          try {
            await window.playground.importDataset({
              images: bytes(images),
              ...(labels === null ? {} : { labels: bytes(labels) }),
            });
          } catch (error) {
            if (!(error instanceof Error))
              return { kind: 'refused', wrong: 'the thrown value is not an Error' };
            const after = window.playground.state().dataset;
            return {
              kind: 'refused',
              message: error.message,
              wrong: after === before ? undefined : `the data was ${before} and is ${after}`,
            };
          }
          const { dataset } = window.playground.state();
          return { kind: 'accepted', wrong: dataset === 'own' ? undefined : `the data is ${dataset}` };
        },
        /** @type {const} */ ([base64(images), labels ? base64(labels) : null]),
      ),
  });
