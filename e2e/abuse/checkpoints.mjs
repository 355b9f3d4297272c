/** Damaged or invented checkpoints: each loads and then decodes to numbers, or is refused with a message. */
import { base64, giveAll } from './files.mjs';
import { mutatedCheckpoint } from './mutations.mjs';

export const name = 'checkpoints';
export const whole = 3000;
export const few = 10;

/** @type {import('./part.mjs').Part['run']} */
export const run = (abuse, order) =>
  giveAll(abuse, order, {
    async before({ page }) {
      const file = await page.evaluate(async () => {
        await window.playground.configure({ model: 'vae', encoder: [2], decoder: [2], latent: 2 });
        await window.playground.reset();
        await window.playground.step(3);
        return Array.from(await window.playground.exportCheckpoint());
      });
      const whole = Uint8Array.from(file);
      return (random) => mutatedCheckpoint(whole, random);
    },
    give: ({ page }, { bytes }) =>
      page.evaluate(async (text) => {
        const given = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
        try {
          await window.playground.importCheckpoint(given);
        } catch (error) {
          if (!(error instanceof Error))
            return { kind: 'refused', wrong: 'the thrown value is not an Error' };
          return { kind: 'refused', message: error.message };
        }
        const { config } = window.playground.state();
        if (config.model === 'made') return { kind: 'accepted' };
        const pixels = await window.playground.decode(new Float32Array(config.latent).fill(1.5), 1);
        const wrong = pixels.every((p) => p >= 0 && p <= 1)
          ? undefined
          : 'it decodes to values that are not pixels';
        return { kind: 'accepted', wrong };
      }, base64(bytes)),
  });
