/**
 * The training loop: step after step on one engine, paced so that a command takes effect within one batch,
 * with the losses passed on, side work done in between, and the last good state kept. It knows neither files
 * nor messages; time and tasks of the event loop are passed in.
 */

import { messageOf, ProblemError } from '../experiment/problem';
import { termsOf } from '../model/compile';
import type { Term } from '../model/operations';
import type { Hyper } from '../model/spec';
import type { Engine, EngineReader, TrainingState } from './engine';

export type TrainerStatus = 'idle' | 'running' | 'paused' | 'diverged';

export interface Snapshot {
  step: number;
  state: TrainingState;
}

export interface Clock {
  /** ms, monotonic. */
  now(): number;
  /** Resolves in a new task of the event loop, so that waiting messages are handled first. */
  nextTask(): Promise<void>;
  /** Resolves after `ms`, or earlier when `wake` is called on what it returns. */
  sleep(ms: number): { done: Promise<void>; wake(): void };
}

export interface TrainerOptions {
  engine: Engine;
  snapshot: Snapshot;
  clock: Clock;
  /** Read before every batch, so that changes act at once. */
  hyper(): Hyper;
  /** Steps per second; 0 = as fast as possible. */
  speed(): number;
  /** Whether to rest as long as to work: the page needs the processor at the moment. By default never. */
  yields?(): boolean;
  /** The terms of each step, from step `first` on. */
  onLosses(first: number, values: Float32Array): void;
  /** Called after every batch; the receiver throttles. */
  onProgress(): void;
  /** Side work; awaited between two batches. */
  between(): Promise<void>;
  /** ms after which an engine call without progress counts as a lost device; Infinity: never. */
  timeoutMs?: number;
}

/** Work between two tasks of the event loop, in ms: short enough for a pause to feel immediate. */
const TASK_MS = 10;
const MAX_STEPS_PER_TASK = 64;
/** A run has diverged when its loss is this many times the first one, even if it is still finite. */
const DIVERGED_FACTOR = 100;
/** Objectives that should fall from their first value on; the losses of two networks may rise. */
const NATS: readonly Term[] = ['total', 'recon', 'nll'];
const RATE_WINDOW_MS = 1000;
/** The longest rest of a trainer that yields, in ms: after a slow task it is shorter than the task. */
const LONGEST_REST_MS = 100;

export class Trainer {
  status: TrainerStatus = 'idle';
  step: number;
  stepsPerSecond = 0;
  /** The state from which a diverged or failed run can continue. */
  lastGood: Snapshot;
  /** The engine for other code; every call waits for its turn. */
  readonly reader: EngineReader;

  #engine: Engine;
  readonly #options: TrainerOptions;
  #queue: Promise<void> = Promise.resolve();
  #abort: ((error: Error) => void) | null = null;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  #lost: Error | null = null;
  #retired = false;
  #wanted = false;
  #loop: Promise<void> = Promise.resolve();
  #wake: (() => void) | null = null;
  #holds = 0;
  #firstTotal: number | null = null;
  #msPerStep = TASK_MS;

  constructor(options: TrainerOptions) {
    this.#options = options;
    this.#engine = options.engine;
    this.step = options.snapshot.step;
    this.lastGood = options.snapshot;
    this.#watch(options.engine);
    this.reader = {
      spec: options.engine.spec,
      encode: (images, count, labels) => this.use((e) => e.encode(images, count, labels)),
      decode: (z, count, labels) => this.use((e) => e.decode(z, count, labels)),
      evaluate: (images, count, first, labels) => this.use((e) => e.evaluate(images, count, first, labels)),
      readParameters: (from, into) => this.use((e) => e.readParameters(from, into)),
    };
  }

  /**
   * Waits until the engine is free, then runs `work` with exclusive use of it. Rejects with EngineLost when
   * the device is lost or does not respond, with Superseded when another run has replaced this one meanwhile,
   * and with EngineFailed when the engine throws.
   */
  use<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    const result = this.#queue.then(
      () =>
        new Promise<T>((resolve, reject) => {
          if (this.#retired) return reject(new Superseded());
          if (this.#lost) return reject(this.#lost);
          // A call on a lost device may never settle, so the loss itself ends the wait.
          this.#abort = reject;
          this.restartTimeout();
          work(this.#engine)
            .then(resolve, (error) => reject(this.#failure(error)))
            .finally(() => clearTimeout(this.#deadline));
        }),
    );
    this.#queue = result.then(
      () => {},
      () => {},
    );
    return result;
  }

  /** Calls `work` while the parameters stay as they are: the next batch waits, other uses of the engine do not. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    this.#holds++;
    try {
      // The present batch ends first.
      await this.use(async () => {});
      return await work();
    } finally {
      if (--this.#holds === 0) this.wake();
    }
  }

  /** Resolves when the engine is no longer in use; waiting calls reject with Superseded. */
  async retire(): Promise<void> {
    await this.pause();
    this.#retired = true;
    await this.#queue;
  }

  /**
   * Trains until `until()` is reached, `pause` is called, or the run diverges. Rejects when the engine fails.
   */
  run(until: () => number): Promise<void> {
    if (this.status !== 'running') {
      this.#wanted = true;
      this.#loop = this.#run(until);
    }
    return this.#loop;
  }

  /** False once paused: a long step checks this, and may be abandoned. */
  get wanted(): boolean {
    return this.#wanted;
  }

  /** Reports progress of a long call, which restarts its timeout. */
  restartTimeout(): void {
    const { timeoutMs = Number.POSITIVE_INFINITY } = this.#options;
    clearTimeout(this.#deadline);
    if (timeoutMs < Number.POSITIVE_INFINITY)
      this.#deadline = setTimeout(
        () => this.#markLost(`no response within ${Math.round(timeoutMs / 1000)} s`),
        timeoutMs,
      );
  }

  /** Resolves when the current batch is finished. */
  async pause(): Promise<void> {
    this.#wanted = false;
    this.wake();
    await this.#loop.catch(() => {});
  }

  /** Ends a wait between two slow steps, when what it depends on has changed. */
  wake(): void {
    this.#wake?.();
  }

  /** A copy of the present state, with its step. */
  whole(): Promise<Snapshot> {
    return this.use(async (e) => {
      const { step } = this;
      return { step, state: await e.save() };
    });
  }

  /** A copy of the present state, with its step; null if the run has diverged. */
  async finiteState(): Promise<Snapshot | null> {
    const whole = await this.whole();
    return this.status !== 'diverged' && allFinite(whole.state.parameters) ? whole : null;
  }

  /** Keeps the present state as the last good one, if it is finite. */
  async keep(): Promise<void> {
    this.lastGood = (await this.finiteState()) ?? this.lastGood;
  }

  /** Restores the last good state. */
  async rewind(): Promise<void> {
    const { step, state } = this.lastGood;
    await this.use((e) => e.load(state));
    this.step = step;
    this.#firstTotal = null;
    this.status = step > 0 ? 'paused' : 'idle';
  }

  async #run(until: () => number): Promise<void> {
    const { clock, hyper, speed, yields, onLosses, onProgress, between } = this.#options;
    this.status = 'running';
    let windowStart = clock.now();
    let windowStep = this.step;
    try {
      while (this.#wanted && this.step < until()) {
        if (this.#holds > 0) {
          await this.#woken();
          continue;
        }
        const startedAt = clock.now();
        const first = this.step;
        const count = Math.max(1, Math.min(this.#stepsATurn(), until() - first));
        const values = await this.use(async (e) => {
          const terms = await e.train(first, count, hyper());
          // Before the engine is released, so that its next user finds the step that matches the parameters.
          if (terms.length > 0) this.step = first + count;
          return terms;
        });
        if (values.length === 0) continue;
        this.#msPerStep = 0.7 * this.#msPerStep + 0.3 * ((clock.now() - startedAt) / count);
        onLosses(first, values);
        if (!this.#healthy(values)) {
          this.status = 'diverged';
          await this.use((e) => e.load(this.lastGood.state));
          return;
        }
        await between();
        const elapsed = clock.now() - windowStart;
        if (elapsed >= RATE_WINDOW_MS || this.stepsPerSecond === 0) {
          this.stepsPerSecond = ((this.step - windowStep) * 1000) / Math.max(elapsed, 1e-3);
          windowStart = clock.now();
          windowStep = this.step;
        }
        onProgress();
        await clock.nextTask();
        const limit = speed();
        const now = clock.now();
        const rest = Math.max(
          limit > 0 ? startedAt + 1000 / limit - now : 0,
          yields?.() ? Math.min(LONGEST_REST_MS, now - startedAt) : 0,
        );
        if (rest > 0 && this.#wanted && this.step < until()) await this.#sleep(rest);
      }
      this.status = 'paused';
    } catch (error) {
      this.status = 'paused';
      throw error;
    } finally {
      this.#wanted = false;
      this.stepsPerSecond = 0;
    }
  }

  #stepsATurn(): number {
    if (this.#options.speed() > 0) return 1;
    const measured = Math.max(1, Math.min(MAX_STEPS_PER_TASK, Math.floor(TASK_MS / this.#msPerStep)));
    return this.#engine.stepsAtOnce?.() ?? measured;
  }

  #healthy(values: Float32Array): boolean {
    this.#firstTotal ??= values[0];
    const bound = Math.abs(this.#firstTotal) * DIVERGED_FACTOR;
    const terms = termsOf(this.reader.spec);
    for (let i = 0; i < values.length; i++) {
      const limit = i % terms.length === 0 && NATS.includes(terms[0]) ? bound : Number.MAX_VALUE;
      // Written so that NaN fails.
      if (!(Math.abs(values[i]) <= limit)) return false;
    }
    return true;
  }

  async #woken(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = null;
  }

  async #sleep(ms: number): Promise<void> {
    const { done, wake } = this.#options.clock.sleep(ms);
    this.#wake = wake;
    await done;
    this.#wake = null;
  }

  #failure(error: unknown): unknown {
    const known = error instanceof ProblemError || error instanceof EngineLost || error instanceof Superseded;
    return known ? error : new EngineFailed(messageOf(error), { cause: error });
  }

  #watch(engine: Engine): void {
    engine.lost.then(({ message }) => this.#markLost(message));
  }

  #markLost(message: string): void {
    this.#lost ??= new EngineLost(message);
    this.#abort?.(this.#lost);
    this.wake();
  }
}

/** The device is lost; another engine has to take over. */
export class EngineLost extends Error {}

/** The engine threw an error; its device may be lost, or the next call may work. */
export class EngineFailed extends Error {}

/** Another run has replaced the one that was called: its successor may have the result. */
export class Superseded extends Error {}

/** Whether all values are finite: their sum is not, if any is NaN or infinite (or if it overflows). */
function allFinite(values: Float32Array): boolean {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return Number.isFinite(sum);
}

/** The clock of a browser or of Node. New tasks come through a message channel: timers are throttled in hidden tabs. */
export function createClock(): Clock {
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  channel.port1.onmessage = () => waiting.shift()?.();
  return {
    now: () => performance.now(),
    nextTask: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        channel.port2.postMessage(null);
      }),
    sleep(ms) {
      let wake = () => {};
      const done = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      return { done, wake };
    },
  };
}
