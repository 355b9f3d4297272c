/** The learned prior with the analysis in the page instead of a worker, and what can go wrong. */
import { beforeEach, expect, test, vi } from 'vitest';
import { createAnalysisHandler } from '../analysis/handler';
import { createPace } from '../analysis/pace';
import { ProblemError } from '../experiment/problem';
// Compiled here, not within the time of a test.
import '../engine/simd/execution';
import { useFlowShown } from './flowShown';
import { drawFromPrior, learnPrior, showPrior, stopLearning, useLearnedPrior } from './learnedPrior';
import { testPage } from './testPage';

const opened = vi.hoisted(() => ({ count: 0, closed: 0, dead: false }));
vi.mock('./analysis', () => ({
  openAnalysis: () => {
    opened.count++;
    const handler = createAnalysisHandler(createPace(() => performance.now()));
    return {
      request: async (type: string, body: object) =>
        opened.dead ? null : await handler({ type, requestId: 1, ...body } as never),
      sendImages() {},
      close: () => void opened.closed++,
    };
  },
}));
vi.mock('../latent/flow/training', async (original) => ({
  ...(await original<typeof import('../latent/flow/training')>()),
  TRAINING_STEPS: 75,
}));
// Few moments, which take less time.
vi.mock('../latent/flow/integrate', async (original) => ({
  ...(await original<typeof import('../latent/flow/integrate')>()),
  STEPS: 3,
}));
vi.setConfig({ testTimeout: 60_000 });

const { start } = testPage();
const now = () => useLearnedPrior.getState();
const codes = {
  ...{ runId: 1, step: 3, count: 40, logVar: null },
  mu: Float32Array.from({ length: 80 }, (_, i) => Math.sin(i)),
  labels: Uint8Array.from({ length: 40 }, (_, i) => i % 10),
};

beforeEach(() => {
  Object.assign(opened, { count: 0, closed: 0, dead: false });
  useLearnedPrior.setState(useLearnedPrior.getInitialState(), true);
});

test('it learns the codes of one step, and keeps them while the model goes on', async () => {
  const { worker } = await start({ trainingCodes: () => codes });
  worker.openRun(1);
  const hide = showPrior();
  const learning = learnPrior();
  expect(now().status).toBe('encoding');
  await learning;
  expect(now()).toMatchObject({ status: 'learned', problem: null, of: { run: 1, step: 3, codes: 34 } });
  expect(now().losses.map(({ step }) => step)).toEqual([25, 50, 75]);
  expect(now().learned?.loss).toBe(now().losses[2].loss);
  expect(now().paths).toMatchObject({ count: 2000, latent: 2, label: null });
  expect(useFlowShown.getState().paths).toBe(now().paths);
  expect(opened.count).toBe(opened.closed);

  const { learned, paths } = now();
  worker.status(1, 'running', 9);
  expect(now().paths).toBe(paths);
  await drawFromPrior({ label: 4 });
  expect(now().learned).toBe(learned);
  expect(now().paths).toMatchObject({ label: 4 });
  await drawFromPrior({ label: null, round: 1 });
  expect(now().paths?.positions).not.toEqual(paths?.positions);
  hide();
  expect(useFlowShown.getState().paths).toBeNull();
  expect(now().paths).not.toBeNull();
});

test('what has been learned until it is stopped is used', async () => {
  const { worker } = await start({ trainingCodes: () => codes });
  worker.openRun(1);
  const stop = useLearnedPrior.subscribe(({ learned }) => learned && stopLearning());
  await learnPrior();
  stop();
  expect(now()).toMatchObject({ status: 'learned', learned: { step: 25 }, paths: { count: 2000 } });
});

test('a model that is replaced meanwhile ends it, with a reason', async () => {
  const { worker } = await start({ trainingCodes: () => codes });
  worker.openRun(1);
  const stop = useLearnedPrior.subscribe(({ learned }) => {
    if (learned) worker.openRun(2);
  });
  await learnPrior();
  stop();
  expect(now()).toMatchObject({ status: 'none', problem: 'replaced', learned: null, paths: null });
  expect(opened.count).toBe(opened.closed);
  // The codes that come are still those of the first.
  await learnPrior();
  expect(now()).toMatchObject({ status: 'none', problem: 'replaced' });
});

test('one that is replaced later takes its prior with it', async () => {
  const { worker } = await start({ trainingCodes: () => codes });
  worker.openRun(1);
  await learnPrior();
  expect(now().status).toBe('learned');
  worker.openRun(2);
  expect(now()).toMatchObject({ status: 'none', problem: null, paths: null });
});

test.each([
  ['run.noEncoder', 'noCodes'],
  ['run.noData', 'noData'],
  ['engine.none', 'failed'],
] as const)('%s becomes a sentence: %s', async (code, problem) => {
  const { worker } = await start({
    trainingCodes: () => {
      throw new ProblemError(code);
    },
  });
  worker.openRun(1);
  await learnPrior();
  expect(now()).toMatchObject({ status: 'none', problem });
});

test('codes that are not finite, and an analysis that has died, become sentences', async () => {
  const broken = { ...codes, mu: codes.mu.map((z, i) => (i === 5 ? Number.NaN : z)) };
  const { worker } = await start({ trainingCodes: () => broken });
  worker.openRun(1);
  await learnPrior();
  expect(now()).toMatchObject({ status: 'none', problem: 'notFinite' });
  opened.dead = true;
  await learnPrior();
  expect(now()).toMatchObject({ status: 'none', problem: 'failed' });
  expect(opened.count).toBe(opened.closed);
});
