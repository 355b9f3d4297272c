/**
 * A classroom's computer: the built page four times slower than on this one. How soon it opens, how fast a digit follows
 * the pointer while the default model trains at full speed, and the memory of the tab.
 */
import { show, summary, table, target } from '../report.mjs';
import { buildAndServe, launch } from '../serve.mjs';
import { dragWhileTraining, openTo } from './page.mjs';
import { memoryOfLargest } from './processes.mjs';
import { throttle } from './throttle.mjs';

const RATE = 4;
/** The memory that the page is told of; the machine has more. */
const GIGABYTES = 4;
/** The screen of most Chromebooks. */
const SCREEN = { viewport: { width: 1366, height: 768 } };
/** What is slowed, and how. */
const KINDS = {
  all: 'the whole renderer process (the page, its workers, its compositor): stopped and continued in turn',
  page: "the page's main thread alone: DevTools' throttling, which knows no workers",
};

/** @typedef {keyof typeof KINDS} Kind */

/** @param {{ rounds: number, seconds: number, built: boolean }} options */
export async function measureClassroom({ rounds, seconds, built }) {
  const server = await buildAndServe('vite.config.ts', 4179, built);
  /** @type {Record<Kind, Awaited<ReturnType<typeof once>>[]>} */
  const found = { all: [], page: [] };
  try {
    for (let i = 0; i < rounds; i++) {
      console.log(`  classroom, round ${i + 1} of ${rounds} …`);
      for (const kind of /** @type {const} */ (['all', 'page']))
        found[kind].push(await once(kind, server.url, seconds));
    }
  } finally {
    await server.close();
  }
  return { rate: RATE, seconds, rounds, kinds: { all: overview(found.all), page: overview(found.page) } };
}

/** Opens a browser of its own, so that the memory is that of one page. @param {Kind} kind @param {string} url @param {number} seconds */
async function once(kind, url, seconds) {
  const browser = await launch();
  try {
    const page = await (await browser.newContext(SCREEN)).newPage();
    await page.addInitScript((value) => {
      Object.defineProperty(navigator, 'deviceMemory', { value });
    }, GIGABYTES);
    const full = await loops(page);
    const release = await slow(kind, page);
    try {
      const slowed = await loops(page);
      const opened = await openTo(page, url);
      await page.evaluate(() => window.playground.ready);
      await page.waitForFunction(() => window.playground.state().dataset !== '', undefined, {
        timeout: 120_000,
      });
      const { drag, stepsPerSecond, engine, lighter } = await dragWhileTraining(page, seconds);
      return {
        opened,
        drag,
        stepsPerSecond,
        engine,
        lighter,
        memory: memoryOfLargest(),
        slowdown: { page: slowed.page / full.page, worker: slowed.worker / full.worker },
      };
    } finally {
      await release();
    }
  } finally {
    await browser.close();
  }
}

/** @param {Kind} kind @param {import('playwright').Page} page @returns {Promise<() => Promise<void>>} */
async function slow(kind, page) {
  if (kind === 'all') return throttle(RATE);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: RATE });
  return async () => {};
}

/** Milliseconds of the same work in the page and in a worker. @param {import('playwright').Page} page */
function loops(page) {
  return page.evaluate(async () => {
    const work = () => {
      const begin = performance.now();
      let sum = 0;
      for (let i = 0; i < 1e8; i++) sum += i & 7;
      return sum > 0 ? performance.now() - begin : 0;
    };
    const code = `postMessage((${work})())`;
    const worker = new Worker(URL.createObjectURL(new Blob([code])));
    const inWorker = await new Promise((done) => {
      worker.onmessage = ({ data }) => done(Number(data));
    });
    return { page: work(), worker: Number(inWorker) };
  });
}

/** @param {Awaited<ReturnType<typeof once>>[]} rounds */
function overview(rounds) {
  /** @param {(r: (typeof rounds)[number]) => number} of */
  const over = (of) => summary(rounds.map(of));
  return {
    engine: rounds[0].engine,
    opened: over((r) => r.opened),
    p50: over((r) => r.drag.p50),
    p95: over((r) => r.drag.p95),
    stepsPerSecond: over((r) => r.stepsPerSecond),
    resident: over((r) => r.memory.resident),
    own: over((r) => r.memory.own),
    slowdownOfPage: over((r) => r.slowdown.page),
    slowdownOfWorker: over((r) => r.slowdown.worker),
    lighter: rounds.filter((r) => r.lighter).length,
  };
}

const MEGABYTE = 1e6;

/** @param {Awaited<ReturnType<typeof measureClassroom>>} m */
export function printClassroom(m) {
  console.log(
    `\nA computer ${m.rate} times slower, 1366 × 768: the built page, training the default model with ${m.kinds.all.engine} and dragging for ${m.seconds} s; ${m.rounds} rounds`,
  );
  for (const kind of /** @type {const} */ (['all', 'page'])) {
    const k = m.kinds[kind];
    console.log(`\n  Slowed: ${KINDS[kind]}`);
    /** @param {string} name @param {ReturnType<typeof summary>} s @param {number} unit */
    const row = (name, s, unit = 1) => [
      name,
      show(s.median / unit),
      `${show(s.p25 / unit)} … ${show(s.p75 / unit)}`,
    ];
    console.log(
      table(
        ['', 'median', 'middle half'],
        [
          row('a loop in the page, times slower', k.slowdownOfPage),
          row('a loop in a worker, times slower', k.slowdownOfWorker),
          row('navigation to first digit, s', k.opened, 1000),
          row('drag: input to pixels, median, ms', k.p50),
          row('drag: input to pixels, p95, ms', k.p95),
          row('steps a second meanwhile', k.stepsPerSecond),
          row("memory of the tab, as in Chromium's task manager, MB", k.own, MEGABYTE),
          row('  with what it shares with other processes, MB', k.resident, MEGABYTE),
          ['rounds in which the screen became lighter', String(k.lighter), ''],
        ],
      ),
    );
  }
}

/** @param {Awaited<ReturnType<typeof measureClassroom>>} m */
export function classroomTargets({ kinds, rate }) {
  const places = {
    all: `page and workers ${rate} times slower`,
    page: `the page's main thread ${rate} times slower`,
  };
  return /** @type {const} */ (['all', 'page']).flatMap((kind) => [
    target(`${places[kind]}: first decoded digit after navigation`, kinds[kind].opened.median / 1000, 5, 's'),
    target(`${places[kind]}: drag input to pixels while training, p95`, kinds[kind].p95.median, 50, 'ms'),
    target(`${places[kind]}: memory of the tab`, kinds[kind].own.median / MEGABYTE, 400, 'MB'),
  ]);
}
