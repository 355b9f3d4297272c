/**
 * One tour of the page, for every browser that supports WebDriver's commands: opens it, trains, moves a
 * probe, saves and loads, opens every tab, draws, reads Chinese, opens once more without a network. Functions inside `run` and `until` are sent
 * to the page, where they can use the exports of `pageSide.mjs`.
 */
import { strict as assert } from 'node:assert';
import { badLinesIn } from './lines.mjs';
import { boxOf, inkOf, isDrawnAs, isOnTop, one, placeOf, restingPlaceOf } from './pageSide.mjs';
import { KEYS } from './tab.mjs';

/** @typedef {import('./tab.mjs').Tab} Tab */

/** Small, on digits that need no files. */
const LINK = '#v=1&dataset=drawn&trainImages=1000&encoder=32&decoder=32&batch=32&seed=7';
const STEPS = 150;
/** Widths of the page in the Chinese check: phone, tablet, desktop. */
const WIDTHS = [390, 820, 1280];
const DIGIT = 'canvas[aria-label="Decoded digit"]';
const PROBE = 'fieldset[aria-label="Probe A"]';
const HANDLE = `${PROBE} > span`;

/**
 * Runs before everything else in the page, and collects uncaught errors and errors in the console. That a resize goes
 * on in the next frame is reported as an error, and is none; in one frame after another, a size depends on itself.
 */
export const LISTENER = `<script>
  window.errors = [];
  let resizes = 0;
  addEventListener('error', (event) => {
    if (String(event.message).startsWith('ResizeObserver loop') && ++resizes < 10) return;
    errors.push(event.message || 'did not load: ' + (event.target.href || event.target.src || event.target));
  }, true);
  addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));
  console.error = (...words) => errors.push(words.join(' '));
</script>`;

/** @type {[string, (tab: Tab, url: string, closeHost: () => void) => Promise<void>][]} */
export const JOURNEY = [
  ['it opens', opens],
  ['it trains, and the loss falls', trains],
  ['a probe is dragged, and its digit is what the model decodes', drags],
  ['a probe is moved with keys, and its digit is what the model decodes', usesKeys],
  ['a checkpoint restores the saved model', savesAndLoads],
  ['every tab has contents', opensTabs],
  ['a drawing is reconstructed as the model does it', draws],
  ['it switches to Chinese', switchesToChinese],
  ['no Chinese line begins with a closing mark, at three widths', breaksLines],
  ['with its server gone, it opens again and trains', opensAgain],
];

/** @param {Tab} tab @param {string} url */
async function opens(tab, url) {
  await tab.goto(url + LINK);
  await tab.until('window.playground', () => 'playground' in window);
  await tab.run(() => window.playground.ready);
  await tab.until('data', () => window.playground.state().dataset === 'drawn');
  assert.deepEqual(await tab.run(() => window.playground.state().config.encoder), [32]);
}

/** @param {Tab} tab */
async function trains(tab) {
  await tab.click('button', 'Train');
  await tab.until('a step', () => window.playground.state().run.step > 0);
  await tab.click('button', 'Pause');
  await tab.until('the pause', () => window.playground.state().run.status === 'paused');
  const { step } = await tab.run((steps) => window.playground.train({ steps }), STEPS);
  assert.ok(step > STEPS, `${step} steps`);
  const totals = await tab.run(() => window.playground.metrics().map(({ total }) => total));
  assert.equal(totals.length, step);
  const last = totals.slice(-20).reduce((sum, total) => sum + total / 20, 0);
  // Training on drawn digits starts at about 540 nats per image, the entropy of 784 pixels with probability
  // ½.
  assert.ok(totals[0] > 450 && last < 0.6 * totals[0], `from ${totals[0]} to ${last}`);
}

/** @param {Tab} tab */
async function drags(tab) {
  const before = await tab.run(placeOf, PROBE);
  // The view glides to the last codes, which may arrive late on a busy machine, until the pointer moves.
  const near = await tab.run(restingPlaceOf, HANDLE);
  await tab.hover([near.x, near.y]);
  const { x, y } = await tab.run(restingPlaceOf, HANDLE);
  assert.ok(await tab.run(isOnTop, HANDLE, null), 'something lies on the handle');
  await tab.drag([
    [x, y],
    [x - 20, y + 15],
    [x - 60, y + 40],
  ]);
  const [z1, z2] = await tab.run(placeOf, PROBE);
  assert.ok(z1 < before[0] && z2 < before[1], `${before} became ${[z1, z2]}`);
  await expectDecoded(tab);
}

/** @param {Tab} tab */
async function usesKeys(tab) {
  const before = await tab.run(placeOf, PROBE);
  await tab.run((probe) => one(`${probe} > input`).focus(), PROBE);
  await tab.press(KEYS.ArrowRight, KEYS.ArrowUp, KEYS.Shift + KEYS.ArrowRight);
  const after = await tab.run(placeOf, PROBE);
  assert.ok(after[0] > before[0] + 0.3 && after[1] > before[1], `${before} became ${after}`);
  await expectDecoded(tab);
}

/** @param {Tab} tab */
async function savesAndLoads(tab) {
  const { gap, away, step, again } = await tab.run(async () => {
    const { playground } = window;
    const draw = () => playground.decode(Float32Array.of(0.5, -1, 1.5, 0.25), 2);
    /** @param {Float32Array} a @param {Float32Array} b */
    const largest = (a, b) => a.reduce((gap, value, i) => Math.max(gap, Math.abs(value - b[i])), 0);
    const saved = await draw();
    const { step } = playground.state().run;
    const file = await playground.exportCheckpoint();
    await playground.train({ steps: 20 });
    const away = largest(saved, await draw());
    await playground.importCheckpoint(file);
    return { gap: largest(saved, await draw()), away, step, again: playground.state().run.step };
  });
  assert.ok(away > 1e-3, 'twenty steps changed nothing');
  assert.ok(gap < 1e-6, `pixels differ by ${gap}`);
  assert.equal(again, step);
}

/** @param {Tab} tab */
async function opensTabs(tab) {
  const names = await tab.run(() =>
    [...document.querySelectorAll('[role=tab]')].map((tab) => tab.textContent),
  );
  assert.ok(names.length >= 7, `only ${names}`);
  for (const name of names) {
    await tab.click('[role=tab]', name);
    await tab.until(
      `the tab ${name}`,
      (name) => {
        const panel = one('[role=tabpanel]');
        const chosen = one('[role=tab][aria-selected=true]');
        return chosen.textContent === name && panel.textContent.length > 40;
      },
      name,
    );
  }
}

/** @param {Tab} tab */
async function draws(tab) {
  await tab.click('[role=tab]', 'Draw');
  await tab.until('the pad', () => document.querySelector('[role=application]'));
  const { left, top, width } = await tab.run(() => {
    const pad = one('[role=application]');
    pad.scrollIntoView({ block: 'center' });
    return boxOf(pad);
  });
  /** @type {[number, number][]} */
  const seven = [
    [0.2, 0.2],
    [0.7, 0.2],
    [0.4, 0.8],
  ];
  await tab.drag(seven.map(([x, y]) => [left + x * width, top + y * width]));
  await tab.until('ink', () => inkOf('canvas[aria-label="the model sees"]').some((ink) => ink > 0));
  await tab.until('the reconstruction of the drawing', async () => {
    const seen = inkOf('canvas[aria-label="the model sees"]');
    const { mu } = await window.playground.encode(seen, 1);
    return isDrawnAs(inkOf('canvas[aria-label="reconstruction"]'), await window.playground.decode(mu, 1));
  });
}

/** @param {Tab} tab */
async function switchesToChinese(tab) {
  await tab.run(() => {
    /** @type {HTMLButtonElement | null} */ (document.querySelector('button[aria-label="More"]'))?.click();
  });
  await tab.until('the menu', () => document.querySelector('select[aria-label="Language"]') !== null);
  await tab.run(() => {
    const languages = /** @type {HTMLSelectElement} */ (
      document.querySelector('select[aria-label="Language"]')
    );
    languages.value = 'zh-CN';
    languages.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await tab.until('Chinese', () => document.documentElement.lang === 'zh-CN');
  const { text, latin } = await tab.run(() => {
    const names = [...document.querySelectorAll('[role=tab]')].map((tab) => tab.textContent);
    return { text: names.join(' '), latin: names.filter((name) => /[a-z]{3}/i.test(name)) };
  });
  assert.match(text, /[\u4e00-\u9fff]{2}/);
  assert.deepEqual(latin, []);
}

/** What shows more words when it is clicked. */
const OPENERS = ['[role=tab]', '[aria-expanded=false]', '[aria-haspopup=dialog], nav > button:last-of-type'];

/**
 * The page in a frame for each width, since WebKitGTK's windows are not as narrow as a phone, and all at once, since
 * most of it is waiting: every tab, what unfolds, and the dialogs.
 * @param {Tab} tab
 */
async function breaksLines(tab) {
  await tab.run((widths) => {
    for (const width of widths) {
      const frame = document.createElement('iframe');
      frame.style.cssText = `position: fixed; inset: 0; width: ${width}px; height: 100%; border: 0; z-index: 99`;
      // A page may not frame itself, but it has two addresses.
      frame.src = `index.html${location.hash}`;
      document.body.append(frame);
    }
  }, WIDTHS);
  await tab.until('the page in every frame', () =>
    [...document.querySelectorAll('iframe')].every(
      ({ contentWindow: view }) =>
        view &&
        'playground' in view &&
        view.playground.state().dataset === 'drawn' &&
        view.document.querySelector('[role=tab]') !== null,
    ),
  );
  await tab.run(() =>
    Promise.all(
      [...document.querySelectorAll('iframe')].map((frame) =>
        frame.contentWindow?.playground.train({ steps: 5 }),
      ),
    ),
  );
  /** @type {string[]} */
  const found = [];
  // A script for each kind of button, as WebKit gives a script one minute.
  for (const selector of OPENERS)
    found.push(
      ...(await tab.run(async (selector) => {
        const frames = [...document.querySelectorAll('iframe')];
        const bad = await Promise.all(frames.map((frame) => badLinesIn(frame, selector)));
        return bad.flat();
      }, selector)),
    );
  await tab.run(() => {
    for (const frame of document.querySelectorAll('iframe')) frame.remove();
  });
  assert.deepEqual(found, []);
}

/** Waits until the digit equals the decoder's output at the probe's place. @param {Tab} tab */
async function expectDecoded(tab) {
  await tab.until(
    'the digit is what the model decodes',
    async (probe, digit) =>
      isDrawnAs(inkOf(digit), await window.playground.decode(Float32Array.from(placeOf(probe)), 1)),
    PROBE,
    DIGIT,
  );
}

/** @param {Tab} tab @param {string} url @param {() => void} closeHost */
async function opensAgain(tab, url, closeHost) {
  await tab.until('a stored page', async () => {
    const found = await navigator.serviceWorker?.getRegistration();
    return !!found?.active && !!navigator.serviceWorker.controller;
  });
  // Else the browser would ask whether to leave an unsaved training.
  await tab.run(() => window.playground.exportCheckpoint().then(() => {}));
  await tab.goto('about:blank');
  closeHost();
  await opens(tab, url);
  const { step } = await tab.run(() => window.playground.train({ steps: 50 }));
  assert.equal(step, 50);
}
