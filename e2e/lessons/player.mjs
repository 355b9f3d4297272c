/** Plays lessons on the page as a reader does: by its buttons, in Chromium. */

/** A step of training may take seconds on a slow machine, but not minutes. */
const PATIENCE_MS = 600_000;
/** After the training, checks measure on the test set and on samples. */
const SETTLED_MS = 4000;
/** Or a minute, where the machine is busy. */
const MEASURED_MS = 60_000;

export class Player {
  /** @param {import('playwright').Page} page @param {number} number The seed. */
  constructor(page, number) {
    this.page = page;
    this.number = number;
    page.setDefaultTimeout(60_000);
  }

  /** Opens a lesson in a page of its own. @param {string} url @param {string} id */
  async open(url, id) {
    await this.page.goto(`${url}#v=1&seed=${this.number}&lesson=${id}`);
    await this.page.waitForFunction(() => 'playground' in window && window.playground.state().dataset !== '');
    await this.page.evaluate(() => window.playground.ready);
  }

  get #panel() {
    return this.page.getByRole('region', { name: /^Lesson: / });
  }

  /** Resolves when the model has stopped learning, by itself or because it was paused. */
  async stopped() {
    await this.page.waitForFunction(
      () => !['running', 'idle'].includes(window.playground.state().run.status),
      null,
      { timeout: PATIENCE_MS },
    );
  }

  /** @param {string} name */
  press(name) {
    return this.page.getByRole('button', { name, exact: true }).first().click();
  }

  /** A visible option. @param {string} name */
  choose(name) {
    return this.page.getByRole('radio', { name, exact: true }).check({ force: true });
  }

  async setUp() {
    await this.#panel.getByRole('button', { name: /^Set up/ }).click();
    await this.page.waitForFunction(() => window.playground.state().run.step === 0);
    await this.#panel.getByRole('button', { name: 'Set up again' }).waitFor();
  }

  async reset() {
    await this.press('Reset');
    await this.page.waitForFunction(() => window.playground.state().run.step === 0);
  }

  async newSeed() {
    await this.press('New seed');
    // The run before has steps, and may be finished.
    await this.page.waitForFunction(() => window.playground.state().run.step === 0);
  }

  /** The seed of the lesson again. */
  seed() {
    return this.configure({ seed: this.number });
  }

  /** As the controls do. @param {Partial<import('../../src/experiment/config').Config>} patch */
  configure(patch) {
    return this.page.evaluate((settings) => window.playground.configure(settings), patch);
  }

  async train() {
    await this.press('Train');
    await this.page.waitForFunction(() => window.playground.state().run.step > 0, null, {
      timeout: PATIENCE_MS,
    });
  }

  /** Trains up to this step of the run, and pauses. @param {number} step */
  async trainTo(step) {
    await this.page.evaluate(async (limit) => {
      const { run } = window.playground.state();
      await window.playground.train({ steps: limit - run.step });
    }, step);
  }

  /** Predicts, as the lesson asks first. @param {string} choice @param {number} at The step, from 0. */
  async predict(choice, at) {
    const guess = this.#panel.getByRole('textbox');
    const button = this.#panel.getByRole('group', { name: 'First predict' }).getByRole('button').first();
    await guess.or(button).first().waitFor();
    if (await guess.isVisible()) {
      await guess.fill(choice);
      await guess.press('Enter');
    } else await button.click();
    while ((await this.step(at))?.predicted === null) await this.page.waitForTimeout(50);
  }

  /** Opens the tab that the step names, if it names one that is not open. */
  async openUse() {
    const open = this.#panel.getByRole('button', { name: /^Open / });
    if (await open.isVisible()) await open.click();
  }

  /** Saves the page in English and in Chinese. @param {string} path Without its ending. */
  async picture(path) {
    await this.page.screenshot({ path: `${path}-en.png` });
    await this.#speak('More', 'zh-CN');
    await this.page.screenshot({ path: `${path}-zh.png` });
    await this.#speak('更多', 'en');
  }

  /** @param {string} menu Its name in the present language. @param {string} language Its tag. */
  async #speak(menu, language) {
    await this.press(menu);
    await this.page.locator('select:has(option[value="zh-CN"])').selectOption(language);
    await this.page.keyboard.press('Escape');
    await this.page.locator(`html[lang="${language}"]`).waitFor();
  }

  /** What the page says of the step's check now. */
  async reading() {
    const [mark, sentence] = await this.#panel.locator('p[data-done] > *').allTextContents();
    return `${mark}: ${sentence}`;
  }

  /** What the page knows of a step of the lesson. @param {number} at From 0. */
  step(at) {
    return this.page.evaluate(async (i) => (await window.playground.lesson())?.steps[i] ?? null, at);
  }

  /** The step's value once its check passes; null if it does not within a minute. @param {number} at From 0. */
  async passed(at) {
    const end = Date.now() + MEASURED_MS;
    for (;;) {
      const step = await this.step(at);
      if (step?.passed) return step.value;
      if (Date.now() > end) return null;
      await this.page.waitForTimeout(250);
    }
  }

  /** Whether the check has passed although it should not have. @param {number} at From 0. */
  async passesWrongly(at) {
    await this.page.waitForTimeout(SETTLED_MS);
    return (await this.step(at))?.passed ?? false;
  }

  async next() {
    await this.#panel.getByRole('button', { name: 'Next step' }).last().click();
  }

  /** Draws on an empty pad, and opens Spot again. @param {'l' | 'scribble'} what */
  async draw(what) {
    await this.page.getByRole('tab', { name: 'Draw' }).click();
    const pad = this.page.getByRole('application', { name: 'Pad to draw a digit on' });
    const box = await pad.boundingBox();
    if (!box) throw new Error('no pad');
    const { x, y, width, height } = box;
    const { mouse } = this.page;
    /** @param {number} u @param {number} v */
    const to = (u, v) => mouse.move(x + u * width, y + v * height, { steps: 4 });
    await pad.press('Escape');
    if (what === 'l') {
      await to(0.58, 0.25);
      await mouse.down();
      await to(0.42, 0.75);
      await mouse.up();
    } else
      for (let line = 0; line < 12; line++) {
        await to(0.1, 0.1 + line * 0.07);
        await mouse.down();
        await to(0.9, 0.13 + line * 0.07);
        await mouse.up();
      }
    await this.page.getByRole('tab', { name: 'Spot' }).click();
  }
}
