/**
 * A prior that is learned from the codes of the run's training images, at the step at which they were encoded. It stays until
 * another run is opened, whatever the run does meanwhile, and while the use that shows it is closed.
 */
import { create } from 'zustand';
import type { FlowPaths } from '../analysis/flowPaths';
import type { Learned } from '../analysis/protocol';
import { ProblemError } from '../experiment/problem';
import { type CodesToLearn, splitCodes, TRAINING_STEPS } from '../latent/flow/training';
import { type OpenAnalysis, openAnalysis } from './analysis';
import { useFlowShown } from './flowShown';
import { live } from './live';
import { trainingCodes } from './session';
import { useStore } from './store';

/** Why there is none; `replaced`: another model was opened while it learned. */
export type PriorProblem = 'noCodes' | 'noData' | 'notFinite' | 'replaced' | 'failed';

export interface LearnedPrior {
  /** encoding: the codes are on their way; drawing: draws are moved by what has been learned. */
  status: 'none' | 'encoding' | 'learning' | 'drawing' | 'learned';
  problem: PriorProblem | null;
  /** The model that it belongs to, by its run and step, and the number of its codes. */
  of: { run: number; step: number; codes: number } | null;
  /** Codes that it learns from, and others of the same model that it has not seen. */
  codes: { seen: CodesToLearn; unseen: CodesToLearn } | null;
  learned: Learned | null;
  /** Mean losses of the last training steps, each with its step. */
  losses: readonly { step: number; loss: number }[];
  paths: FlowPaths | null;
  /** The class that the draws are conditioned on; null: none. */
  label: number | null;
  /** Which draws, counted from 0. */
  round: number;
}

const none = (): LearnedPrior => ({
  status: 'none',
  problem: null,
  of: null,
  codes: null,
  learned: null,
  losses: [],
  paths: null,
  label: null,
  round: 0,
});

export const useLearnedPrior = create<LearnedPrior>()(none);

/** Codes, five in six of which it learns from, and draws that are shown: fewer while it learns. */
const MOST_CODES = 12_000;
const DRAWS = { learning: 600, learned: 2000 };
/** Training steps of a request, and between two looks at the draws. */
const STEPS = { request: 25, look: 250 };
/** Of the time, during training of the model: the reader has asked for it. */
const SHARE = 0.3;

let worker: OpenAnalysis | null = null;
/** Increases with everything that makes work in progress useless. */
let attempt = 0;
let wanted = false;

const patch = (next: Partial<LearnedPrior>) => useLearnedPrior.setState(next);

function end(next: Partial<LearnedPrior>): void {
  attempt++;
  worker?.close();
  worker = null;
  patch(next);
}

useStore.subscribe(({ run }, before) => {
  if (run.id === before.run.id) return;
  const { status } = useLearnedPrior.getState();
  const busy = status === 'encoding' || status === 'learning';
  end({ ...none(), problem: busy ? 'replaced' : null });
});

/** Learns it from the present codes, in place of any before. Does not reject: what goes wrong is its `problem`. */
export async function learnPrior(): Promise<void> {
  const { label, round } = useLearnedPrior.getState();
  end({ ...none(), label, round, status: 'encoding' });
  const mine = attempt;
  wanted = true;
  const { run } = useStore.getState();
  try {
    const codes = await trainingCodes(MOST_CODES);
    if (mine !== attempt) return;
    if (codes.runId !== run.id) {
      end({ ...none(), problem: 'replaced' });
      return;
    }
    const { mu, logVar, labels } = codes;
    const { latent } = run.spec;
    const split = splitCodes({ latent, mu, logVar, labels });
    const { seen } = split;
    patch({ of: { run: run.id, step: codes.step, codes: seen.mu.length / latent }, codes: split });
    worker = openAnalysis(SHARE);
    const { request } = worker;
    const begun = await request('flowBegin', { codes: seen, seed: run.config.seed });
    if (mine !== attempt) return;
    if (!begun) {
      end({ ...none(), problem: begun === null ? 'failed' : 'notFinite' });
      return;
    }
    patch({ status: 'learning' });
    await learn(mine, request);
  } catch (error) {
    if (mine === attempt) end({ ...none(), problem: problemOf(error) });
  }
}

function problemOf(error: unknown): PriorProblem {
  const code = error instanceof ProblemError ? error.problem.code : null;
  if (code === 'run.noEncoder') return 'noCodes';
  return code === 'run.noData' || code === 'run.noneLeft' ? 'noData' : 'failed';
}

async function learn(mine: number, request: OpenAnalysis['request']): Promise<void> {
  let looked = 0;
  for (let step = 0; step < TRAINING_STEPS && wanted; ) {
    const learned = await request('flowTrain', { steps: STEPS.request });
    if (mine !== attempt) return;
    if (!learned) {
      end({ ...none(), problem: 'failed' });
      return;
    }
    step = learned.step;
    const { losses } = useLearnedPrior.getState();
    patch({ learned, losses: [...losses, { step, loss: learned.loss }] });
    if (step - looked < STEPS.look || step === TRAINING_STEPS) continue;
    looked = step;
    await move(DRAWS.learning);
    if (mine !== attempt) return;
  }
  await draw();
}

/** Ends the learning; what has been learned so far is kept. */
export function stopLearning(): void {
  wanted = false;
  const { status, label, round } = useLearnedPrior.getState();
  if (status === 'encoding') end({ ...none(), label, round });
}

/** Draws by what has been learned. */
async function draw(): Promise<void> {
  patch({ status: 'drawing' });
  const mine = attempt;
  await move(DRAWS.learned);
  if (mine !== attempt) return;
  worker?.close();
  worker = null;
  patch({ status: 'learned' });
}

async function move(count: number): Promise<void> {
  const { learned, label, round } = useLearnedPrior.getState();
  if (!learned) return;
  const mine = attempt;
  const { run } = useStore.getState();
  const { points } = live.get();
  worker ??= openAnalysis(SHARE);
  const known = points?.labels && points.mu.length === points.count * run.spec.latent;
  const paths = await worker.request('flowPaths', {
    flow: learned.flow,
    label,
    seed: run.config.seed,
    round,
    count,
    codes: known && points.labels ? { mu: points.mu, labels: points.labels } : null,
  });
  if (mine === attempt && paths) patch({ paths });
}

/** Other draws of what has been learned: of a class, or of any (null), or of another round. */
export async function drawFromPrior(next: Partial<Pick<LearnedPrior, 'label' | 'round'>>): Promise<void> {
  patch(next);
  const { status } = useLearnedPrior.getState();
  // While it learns, the next look shows them.
  if (status !== 'learned' && status !== 'drawing') return;
  attempt++;
  await draw();
}

/** Shows the draws on the plane until the returned function is called. */
export function showPrior(): () => void {
  const show = () => useFlowShown.setState({ paths: useLearnedPrior.getState().paths });
  show();
  const stop = useLearnedPrior.subscribe((now, before) => {
    if (now.paths !== before.paths) show();
  });
  return () => {
    stop();
    useFlowShown.setState({ paths: null, playing: false });
  };
}
