/**
 * Runs inside the page: plays a sequence of calls, by script and by simulated input, awaited or not, and
 * returns how each one settled. `install` is passed to Playwright as text, so it may use nothing from
 * outside.
 */

/**
 * @typedef {object} Call One action on the page.
 * @property {string} do A method of `window.playground`, or simulated input (`press`, `tab`, `key` …).
 * @property {any} [with] Its argument.
 * @property {boolean | 'briefly'} [wait] Whether the next call waits until it settles; briefly: two seconds at most.
 * @property {number} [after] Milliseconds before it.
 *
 * @typedef {object} CallResult
 * @property {'value' | 'error' | 'none'} kind none: the promise never settled.
 * @property {string} [message] The message of the error.
 * @property {boolean} [isError] Whether the thrown value is an Error.
 * @property {boolean} [sync] Whether it was thrown instead of being a rejection.
 *
 * @typedef {object} AbuseApi What `install` puts on the window.
 * @property {(calls: Call[], patience: number) => Promise<CallResult[]>} play Each call's result, `patience` ms after the last call at most.
 * @property {(steps: number) => Promise<{ losses: string, engine: string }>} fresh Resets, trains and returns the losses.
 */

export function install() {
  const SIDE = 28;

  /** Bytes of an IDX file: a moving bar. @param {number} count */
  const images = (count) => {
    const file = new Uint8Array(16 + count * SIDE * SIDE);
    const view = new DataView(file.buffer);
    [0x803, count, SIDE, SIDE].forEach((word, i) => {
      view.setUint32(4 * i, word);
    });
    for (let i = 0; i < count; i++) {
      for (let y = 4; y < 24; y++)
        file[16 + i * SIDE * SIDE + y * SIDE + 4 + ((i * 7 + (y >> 2)) % 20)] = 255;
    }
    return file;
  };
  /** @param {number} count */
  const labels = (count) => {
    const file = new Uint8Array(8 + count);
    new DataView(file.buffer).setUint32(0, 0x801);
    new DataView(file.buffer).setUint32(4, count);
    for (let i = 0; i < count; i++) file[8 + i] = i % 10;
    return file;
  };

  /** The last checkpoint that the page saved. @type {Uint8Array | null} */
  let checkpoint = null;

  /** @param {string} selector @param {number} [index] */
  const click = (selector, index = 0) => {
    const found = document.querySelectorAll(selector);
    const element = found[index % Math.max(1, found.length)];
    if (element instanceof HTMLElement) element.click();
  };
  /**
   * Enters a value as a user would, so that React notices it.
   * @param {HTMLInputElement | HTMLSelectElement} element @param {string} value
   */
  const enter = (element, value) => {
    const kind = element instanceof HTMLSelectElement ? HTMLSelectElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(element, value);
    element.dispatchEvent(new Event(kind === HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
  };
  const COMMANDS = ['train', 'step', 'reset', 'newSeed'];

  /** Simulated user input; none of it returns a result. @type {Record<string, (argument: any) => void>} */
  const inputs = {
    press: (name) => click('header [role="group"] > button', COMMANDS.indexOf(name)),
    tab: (index) => click('[role="tab"]', index),
    language: () => click('header nav > button', 0),
    theme: () => click('header nav > button', 1),
    more: () => click('button[aria-expanded]', 0),
    settle: () => click('[role="alert"] button', 0),
    key({ key, index }) {
      const handles = document.querySelectorAll('fieldset input[type="range"]');
      const handle = handles[index % Math.max(1, handles.length)];
      if (!(handle instanceof HTMLInputElement)) return;
      handle.focus();
      handle.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    },
    /** Zooms the plane, which is then redrawn. */
    zoom: () =>
      document
        .querySelector('[data-shared]')
        ?.dispatchEvent(new KeyboardEvent('keydown', { key: '+', bubbles: true, cancelable: true })),
    preset(id) {
      click('button[aria-haspopup="dialog"]');
      // The dialog is drawn by then.
      requestAnimationFrame(() => requestAnimationFrame(() => click(`[data-member="${id}"]`)));
    },
    choose({ index, value }) {
      const selects = document.querySelectorAll('main select');
      const select = selects[index % Math.max(1, selects.length)];
      if (!(select instanceof HTMLSelectElement)) return;
      const options = [...select.options].filter((option) => !option.disabled);
      enter(select, options[value % options.length].value);
    },
    link: (hash) => {
      location.hash = hash;
    },
  };

  /** @type {Record<string, (argument: any) => unknown>} */
  const calls = {
    configure: (patch) => window.playground.configure(patch),
    train: (limits) => window.playground.train(limits),
    step: (n) => window.playground.step(n),
    pause: () => window.playground.pause(),
    reset: (options) => window.playground.reset(options),
    evaluate: () => window.playground.evaluate(),
    encode: (count) => window.playground.encode(new Uint8Array(count * SIDE * SIDE).fill(64), count),
    decode: (count) => {
      const { latent } = window.playground.state().config;
      return window.playground.decode(new Float32Array(count * latent).fill(0.5), count);
    },
    async exportCheckpoint() {
      checkpoint = await window.playground.exportCheckpoint();
    },
    importCheckpoint: () => window.playground.importCheckpoint(checkpoint ?? new Uint8Array(9)),
    importDataset: ({ count, labelled }) =>
      window.playground.importDataset({
        images: images(count),
        ...(labelled ? { labels: labels(count) } : {}),
      }),
  };

  const sleep = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

  /** @param {Call} call @returns {{ outcome: CallResult, done: Promise<unknown> }} */
  function start(call) {
    /** @type {CallResult} */
    const outcome = { kind: 'none' };
    /** @param {unknown} error @param {boolean} sync */
    const failed = (error, sync) => {
      const isError = error instanceof Error;
      Object.assign(outcome, {
        kind: 'error',
        message: isError ? error.message : String(error),
        isError,
        sync,
      });
    };
    let result;
    try {
      const input = inputs[call.do];
      result = input ? input(call.with) : calls[call.do](call.with);
    } catch (error) {
      failed(error, true);
      return { outcome, done: Promise.resolve() };
    }
    const done = Promise.resolve(result).then(
      () => {
        outcome.kind = 'value';
      },
      (error) => failed(error, false),
    );
    return { outcome, done };
  }

  /** @type {AbuseApi} */
  const abuse = {
    async play(sequence, patience) {
      const started = [];
      for (const call of sequence) {
        if (call.after) await sleep(call.after);
        const one = start(call);
        started.push(one);
        // Endless training is stopped by a later call, so waiting for it has a limit.
        if (call.wait) await Promise.race([one.done, sleep(call.wait === 'briefly' ? 2000 : patience)]);
      }
      await Promise.race([Promise.all(started.map(({ done }) => done)), sleep(patience)]);
      return started.map(({ outcome }) => outcome);
    },
    async fresh(steps) {
      await window.playground.reset();
      await window.playground.train({ steps });
      // Recorded when the test set was evaluated, which is not at the same step in every run.
      const own = (/** @type {string} */ key, /** @type {unknown} */ value) =>
        key.startsWith('test') ? undefined : value;
      const losses = JSON.stringify(window.playground.metrics().slice(0, steps), own);
      return { losses, engine: window.playground.state().engine };
    },
  };
  Object.assign(window, { abuse });
}

/** @typedef {Window & { abuse: AbuseApi }} AbusedWindow */
