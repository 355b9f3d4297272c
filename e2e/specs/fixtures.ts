/**
 * The start of every end-to-end test: the page as an object with the names of its parts, and a guard that
 * fails the test on any error in the console that it did not announce.
 */
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Locator, type Page } from '@playwright/test';

export { expect };

/** Without frames in the page, axe needs no page of its own for its report, which takes as long as the check. */
export const axe = (page: Page) => new AxeBuilder({ page }).setLegacyMode(true);

const SIDE = 28;
/**
 * Small and quick, on digits that need no files, and few of them, which saves drawing; for tests that are not about
 * learning well.
 */
export const SMALL = { dataset: 'drawn', trainImages: '1000', encoder: '32', decoder: '32', batch: '32' };

/** Waits for states, never for time: at most this long for one. */
const PATIENCE = { timeout: 60_000 };

export class Playground {
  readonly page: Page;
  readonly trainButton: Locator;
  readonly pauseButton: Locator;
  readonly plane: Locator;
  readonly digit: Locator;
  readonly notices: Locator;
  readonly engineBadge: Locator;
  readonly dataBadge: Locator;

  constructor(page: Page) {
    this.page = page;
    this.trainButton = page.getByRole('button', { name: 'Train', exact: true });
    this.pauseButton = page.getByRole('button', { name: 'Pause', exact: true });
    this.plane = page.getByRole('region', { name: 'Latent plane' });
    this.digit = page.getByRole('img', { name: /^Decoded digit/ });
    this.notices = page.getByRole('alert');
    this.engineBadge = page.getByRole('status', { name: 'Engine' });
    this.dataBadge = page.getByRole('status', { name: 'Data' });
  }

  /** Opens the page with these settings in its link, and waits until it can decode and has data. */
  async open(settings: Record<string, string> = {}): Promise<void> {
    await this.page.goto(`./#${new URLSearchParams({ v: '1', ...settings })}`);
    await this.ready();
  }

  async ready(): Promise<void> {
    await this.page.waitForFunction(() => 'playground' in window, undefined, { timeout: 20_000 });
    await this.page.evaluate(() => window.playground.ready);
    await expect.poll(async () => (await this.state()).dataset, PATIENCE).not.toBe('');
  }

  state() {
    return this.page.evaluate(() => window.playground.state());
  }

  /** The page's menu: files, language, theme. */
  async openMenu(): Promise<void> {
    const more = this.page.getByRole('button', { name: /^(More|更多|Más)$/ });
    if ((await more.getAttribute('aria-expanded')) !== 'true') await more.click();
  }

  /** Every setting of the model and of its training. */
  async openSettings(): Promise<void> {
    await this.page.getByRole('button', { name: 'All settings' }).click();
  }

  async step(): Promise<number> {
    return (await this.state()).run.step;
  }

  train(limits: { steps?: number; epochs?: number }) {
    return this.page.evaluate((l) => window.playground.train(l), limits);
  }

  pause() {
    return this.page.evaluate(() => window.playground.pause());
  }

  metrics() {
    return this.page.evaluate(() => window.playground.metrics());
  }

  /** count × 784 pixels in [0, 1]. */
  decode(z: number[], count = 1): Promise<number[]> {
    return this.page.evaluate(
      async ([at, n]) => [...(await window.playground.decode(Float32Array.from(at), n))],
      [z, count] as [number[], number],
    );
  }

  async checkpoint(): Promise<Buffer> {
    const text = await this.page.evaluate(async () => {
      const bytes = await window.playground.exportCheckpoint();
      let binary = '';
      for (let i = 0; i < bytes.length; i += 0x8000) {
        binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
      }
      return btoa(binary);
    });
    return Buffer.from(text, 'base64');
  }

  /** Loads a checkpoint, as a script would. */
  importCheckpoint(file: Buffer): Promise<void> {
    return this.page.evaluate(
      (text) => window.playground.importCheckpoint(Uint8Array.from(atob(text), (c) => c.charCodeAt(0))),
      file.toString('base64'),
    );
  }

  /** The error message with which a call rejects. */
  refusal(call: string): Promise<string> {
    return this.page.evaluate(
      `(async () => { try { await (${call}); return ''; } catch (error) { return error.message; } })()`,
    );
  }

  probe(name: string): Locator {
    return this.page.getByRole('group', { name: new RegExp(`^Probe ${name}`) });
  }

  slider(name: string, axis: 'z1' | 'z2'): Locator {
    return this.probe(name).getByRole('slider', { name: axis });
  }

  /** On the plane, in its two directions, which have other names than z1 and z2 on an oblique slice. */
  async place(name: string): Promise<number[]> {
    const sliders = this.probe(name).getByRole('slider', { includeHidden: true });
    return (await Promise.all([0, 1].map((which) => sliders.nth(which).inputValue()))).map(Number);
  }

  /** The middle of a probe's handle, in CSS pixels of the page. */
  async handle(name: string): Promise<{ x: number; y: number }> {
    const disc = this.probe(name).getByText(name, { exact: true });
    const place = async () => {
      const box = await disc.boundingBox();
      if (!box) throw new Error(`probe ${name} is not on the screen`);
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    // The view follows the codes for a moment after training, until it is touched: a press would miss the handle.
    let last = { x: Number.NaN, y: Number.NaN };
    const atRest = async () => {
      const before = last;
      await this.nextFrame();
      last = await place();
      return last.x === before.x && last.y === before.y;
    };
    await expect.poll(atRest, { intervals: [400] }).toBe(true);
    return last;
  }

  /**
   * Waits until whatever is due has been drawn: an input ends the pause that the page makes between frames (`ui/frame`),
   * which a slow machine prolongs to more than a second.
   */
  private nextFrame(): Promise<void> {
    return this.page.evaluate(() => {
      window.dispatchEvent(new Event('input'));
      return new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      });
    });
  }

  /** Presses the mouse on a probe's handle and returns where: the first movement keeps the view from moving on. */
  async press(name: string): Promise<{ x: number; y: number }> {
    const near = await this.handle(name);
    await this.page.mouse.move(near.x, near.y);
    const at = await this.handle(name);
    await this.page.mouse.move(at.x, at.y);
    await this.page.mouse.down();
    return at;
  }

  /** Ink of the large digit in [0, 1], row by row, read from its canvas. */
  async ink(): Promise<number[]> {
    return this.digit.evaluate((element, side) => {
      if (!(element instanceof HTMLCanvasElement)) throw new Error('the digit is not a canvas');
      const scale = element.width / side;
      if (!Number.isInteger(scale) || element.height !== element.width) {
        throw new Error(`${element.width} × ${element.height} is no multiple of 28 × 28`);
      }
      const { data } = element.getContext('2d')!.getImageData(0, 0, element.width, element.height);
      const dark = document.documentElement.dataset.theme === 'dark';
      return Array.from({ length: side * side }, (_, i) => {
        const row = Math.floor(i / side) * scale + Math.floor(scale / 2);
        const column = (i % side) * scale + Math.floor(scale / 2);
        const grey = data[4 * (row * element.width + column)];
        return (dark ? grey : 255 - grey) / 255;
      });
    }, SIDE);
  }

  /** Waits until the digit under the probe equals the decoder's output at its place, to two grey levels. */
  async expectDecoded(name: string): Promise<void> {
    await expect(async () => {
      const expected = await this.decode(await this.place(name));
      expect(largestGap(await this.ink(), expected)).toBeLessThanOrEqual(2 / 255);
    }).toPass(PATIENCE);
  }
}

export function largestGap(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let gap = 0;
  for (let i = 0; i < a.length; i++) gap = Math.max(gap, Math.abs(a[i] - b[i]));
  return gap;
}

interface Fixtures {
  /** Whether the screen may become lighter when frames are late, as they are where tests share a machine. */
  mayBeLighter: boolean;
  playground: Playground;
  /** Announces an error in the console that the test provokes. */
  allowErrors: (pattern: RegExp) => void;
}

export const test = base.extend<Fixtures>({
  mayBeLighter: [false, { option: true }],
  allowErrors: [
    async ({ page, mayBeLighter }, use) => {
      if (!mayBeLighter)
        await page.addInitScript((key) => {
          try {
            if (!localStorage.getItem(key)) localStorage.setItem(key, '{"lighter":"never"}');
          } catch {
            // Storage is denied here.
          }
        }, 'latent-playground.preferences');
      const allowed: RegExp[] = [];
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(`${error}`));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
      });
      await use((pattern) => allowed.push(pattern));
      expect(errors.filter((text) => !allowed.some((pattern) => pattern.test(text)))).toEqual([]);
    },
    { auto: true },
  ],
  playground: async ({ page }, use) => use(new Playground(page)),
});

/** Whether the page's own server has MNIST; tests that need it report when it is missing. */
export async function hasMnist(page: Page, baseURL: string | undefined): Promise<boolean> {
  const response = await page.request.get(`${baseURL}data/mnist/test-labels.bin`);
  const body = await response.body();
  return response.ok() && (body[0] === 0x1f || body[2] === 8);
}

/** The steps of the runs that the page's origin has saved. */
export const savedSteps = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number[]>((resolve, reject) => {
        const opening = indexedDB.open('latent-playground', 1);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction('runs').objectStore('runs').getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result.map(({ step }) => step));
          };
        };
      }),
  );
