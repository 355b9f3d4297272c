/** A tab of any browser that supports WebDriver's commands, by whatever protocol. */
import * as lines from './lines.mjs';
import * as pageSide from './pageSide.mjs';

const { boxOf, isOnTop, withText } = pageSide;

/**
 * @typedef {object} Connection To a browser with one session and one window.
 * @property {(command: 'navigate' | 'executeAsync' | 'actions' | 'window' | 'timeouts', params: object) => Promise<any>} send
 * @property {() => Promise<void>} close Ends the browser too.
 */

/** Waits are for states, at most this long for one, as the machine may be loaded. */
const PATIENCE_MS = 60_000;
/** WebDriver's code points for keys that are not characters. */
export const KEYS = { ArrowRight: '\uE014', ArrowUp: '\uE013', Shift: '\uE008' };

/**
 * Firefox runs scripts in a separate realm, whose arrays are not instances of the page's Array: hence `eval`.
 */
const SCRIPT = `const [work, given, done] = arguments;
  window.eval(work)(given).then(
    (value) => done({ value: value === undefined ? null : value }),
    (error) => done({ error: String(error) }));`;
const HELPERS = Object.values({ ...pageSide, ...lines }).join('\n');

/** @param {Connection} connection */
export async function openTab(connection) {
  await connection.send('timeouts', { script: PATIENCE_MS, pageLoad: PATIENCE_MS });
  await connection.send('window', { width: 1440, height: 900 });

  /**
   * Runs a function in the page, with its arguments and with access to the exports of `pageSide.mjs` and
   * `lines.mjs`.
   * @template {unknown[]} A @template R
   * @param {(...given: A) => R | Promise<R>} work @param {A} given
   * @returns {Promise<R>}
   */
  async function run(work, ...given) {
    const inPage = `(async (given) => { ${HELPERS}; return (${work})(...JSON.parse(given)); })`;
    const { value, error } = await connection.send('executeAsync', {
      script: SCRIPT,
      args: [inPage, JSON.stringify(given)],
    });
    if (error !== undefined) throw new Error(error);
    return value;
  }

  /**
   * Polls the page until the function returns true.
   * @template {unknown[]} A
   * @param {string} what @param {(...given: A) => unknown} work @param {A} given
   */
  async function until(what, work, ...given) {
    const end = Date.now() + PATIENCE_MS;
    while (!(await run(work, ...given))) {
      if (Date.now() > end) throw new Error(`timed out waiting for: ${what}`);
      await run(() => new Promise((frame) => requestAnimationFrame(() => frame(null))));
    }
  }

  /** @param {[number, number]} place */
  const move = ([x, y]) => ({ type: 'pointerMove', duration: 30, x: Math.round(x), y: Math.round(y) });
  /** @param {object[]} actions */
  const mouse = (...actions) =>
    connection.send('actions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    });

  /** Presses at the first place, moves along the others, releases. @param {[number, number][]} places */
  async function drag([first, ...rest]) {
    await mouse(move(first), { type: 'pointerDown', button: 0 }, ...rest.map(move), {
      type: 'pointerUp',
      button: 0,
    });
  }

  return {
    run,
    until,
    drag,
    /** @param {[number, number]} place */
    hover: (place) => mouse(move(place)),
    /** @param {string} url */
    goto: (url) => connection.send('navigate', { url }),
    close: connection.close,

    /**
     * Presses keys one after the other; those of one string at the same time, the last of them last.
     * @param {string[]} keys
     */
    async press(...keys) {
      const actions = keys.flatMap((together) => [
        ...[...together].map((value) => ({ type: 'keyDown', value })),
        ...[...together].reverse().map((value) => ({ type: 'keyUp', value })),
      ]);
      await connection.send('actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
    },

    /**
     * Clicks the middle of the first matching element, once nothing covers it.
     * @param {string} selector @param {string} [text] Its whole text.
     */
    async click(selector, text) {
      await until(`${selector} ${text ?? ''} can be clicked`, isOnTop, selector, text ?? null);
      const { x, y } = await run(middleOf, selector, text ?? null);
      await drag([[x, y]]);
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openTab>>} Tab */

/** In the page. @param {string} selector @param {string | null} text */
function middleOf(selector, text) {
  const found = withText(selector, text);
  if (!found) throw new Error(`${selector} has disappeared`);
  return boxOf(found);
}
