/** For tests only: a worker that implements the protocol and learns nothing. */
import { GREY_28 } from '../experiment/dataShape';
import { toProblem } from '../experiment/problem';
import { defaultConfig } from '../experiment/schema';
import { specOf } from '../experiment/specOf';
import { layoutOf } from '../model/compile';
import { NO_UPDATES } from '../model/optimiser';
import { NO_HYPER } from '../model/spec';
import type { WorkerLike } from '../worker/client';
import type { Command, Requests, RequestType, RunSummary, WorkerEvent } from '../worker/protocol';

export const summary: RunSummary = { status: 'paused', step: 3, epoch: 0.1, last: null };

type Replies = { [T in RequestType]: (body: Requests[T]['body']) => Requests[T]['result'] };

const defaultReplies: Replies = {
  open: () => null,
  ping: () => null,
  configure: () => null,
  train: () => summary,
  pause: () => summary,
  step: () => summary,
  showPretrained: () => null,
  pretrainedRun: () => ({
    config: defaultConfig(),
    step: 0,
    decoder: new Float32Array(),
    points: null,
    history: null,
    evaluation: null,
  }),
  readSteps: () => [],
  reset: () => summary,
  restoreLastGood: () => summary,
  evaluate: () => ({ negElbo: 150, recon: 144, kl: 6, knn: 0.7, count: 10_000, objective: null }),
  encode: () => ({ mu: new Float32Array([1, 2]), logVar: null }),
  decode: ({ z, count }) => new Float32Array(count * 784).fill(z[0]),
  trainingCodes: () => ({
    ...{ runId: 1, step: 3, count: 4, logVar: null, labels: Uint8Array.of(0, 1, 2, 3) },
    mu: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8),
  }),
  pull: ({ images }) => ({
    ...{ runId: 1, step: 3, ms: 1 },
    before: new Float32Array(2 * images.length),
    after: new Float32Array(2 * images.length).fill(1),
  }),
  oneStep: () => ({
    ...{
      runId: 1,
      step: 3,
      hyper: NO_HYPER,
      phases: [],
      before: {},
      after: {},
      codes: null,
    },
  }),
  score: ({ count }) => ({ scores: new Float32Array(count).fill(100) }),
  otherImages: () => ({ ...GREY_28, images: new Uint8Array(784), labels: null, count: 1 }),
  allImages: () => {
    const set = { ...GREY_28, images: new Uint8Array(784).fill(7), labels: Uint8Array.of(3), count: 1 };
    return { train: set, test: set };
  },
  exportCheckpoint: () => new Uint8Array([7, 7]),
  importCheckpoint: () => ({ config: defaultConfig(), history: null, probes: null }),
  continueFrom: () => summary,
  importDataset: () => null,
  retryData: () => null,
  view: () => null,
  movement: () => null,
  returnWeights: () => null,
};

export class FakeWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null;
  onmessageerror: WorkerLike['onmessageerror'] = null;
  onerror: WorkerLike['onerror'] = null;
  terminated = false;
  readonly commands: Command[] = [];
  private readonly replies: Replies;

  /**
   * `replies` replaces the default replies; one that throws a ProblemError becomes a reply with that problem.
   */
  constructor(replies: Partial<Replies> = {}) {
    this.replies = { ...defaultReplies, ...replies };
    queueMicrotask(() => this.emit({ type: 'ready' }));
  }

  postMessage(message: unknown, transfer: Transferable[]) {
    const command = structuredClone(message, { transfer }) as Command;
    this.commands.push(command);
    const { requestId } = command;
    queueMicrotask(() => {
      // One cast for all pairs of body and reply, which `Replies` keeps together.
      const reply = this.replies[command.type] as (body: unknown) => unknown;
      try {
        this.emit({ type: 'reply', requestId, ok: true, value: reply(command) });
      } catch (error) {
        this.emit({ type: 'reply', requestId, ok: false, problem: toProblem(error) });
      }
    });
  }

  terminate() {
    this.terminated = true;
  }

  emit(event: WorkerEvent) {
    this.onmessage?.({ data: event } as MessageEvent);
  }

  die() {
    this.onerror?.(new Event('error', { cancelable: true }) as ErrorEvent);
  }

  /** Opens a run with the default settings and those of `patch`. */
  openRun(runId: number, patch: Partial<ReturnType<typeof defaultConfig>> = {}, step = 0) {
    const config = { ...defaultConfig(), ...patch };
    this.emit({ type: 'run.opened', runId, config, spec: specOf(config), origin: 'fresh', step });
  }

  /** Sends a copy of the run for the page to keep. */
  snapshot(runId: number, step: number) {
    const config = defaultConfig();
    const { size } = layoutOf(specOf(config));
    const zeros = () => new Float32Array(size);
    const { optimiser } = config;
    const state = { parameters: zeros().fill(step), optimiser, m: zeros(), v: zeros(), updates: NO_UPDATES };
    this.emit({ type: 'run.snapshot', runId, config, step, state });
  }

  status(runId: number, status: 'running' | 'paused' | 'diverged', step = 5) {
    this.emit({ type: 'run.status', runId, status, step, epoch: step / 469, stepsPerSecond: 9 });
  }

  sent<T extends RequestType>(type: T): Requests[T]['body'][] {
    return this.commands.filter((c) => c.type === type) as unknown as Requests[T]['body'][];
  }
}

/** Waits until all pending microtasks have run. */
export const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
