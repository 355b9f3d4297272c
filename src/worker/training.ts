/**
 * Trains the run until a limit, a pause, a divergence, or until no engine is left. A change of engine or data
 * interrupts it; then it continues with the run on its new engine or data, unless it was paused meanwhile.
 */
import { stepsFor } from '../data/batches';
import { Superseded } from '../engine/trainer';
import { hasClosedForm } from '../model/predicates';
import type { Turn } from '../model/spec';
import type { Lifecycle } from './lifecycle';
import type { Post } from './post';
import type { RunSummary } from './protocol';
import type { Requested, Run } from './run';
import type { RunManager } from './runManager';

export interface TrainingOptions {
  post: Post;
  requested: Readonly<Requested>;
  lifecycle: Lifecycle;
  manager: RunManager;
  /** Resolves when the requested data is in place. */
  dataArrived(): Promise<void>;
}

export function createTraining({ post, requested, lifecycle, manager, dataArrived }: TrainingOptions) {
  /** Number of pauses requested so far: they must also apply to a run that is still being prepared. */
  let pauses = 0;
  /** Single steps run one after another. */
  let stepping: Promise<unknown> = Promise.resolve();
  const { current } = manager;

  /** `steps`: the number of steps, given the batch size and the number of training images. */
  async function train(
    steps: (batch: number, count: number) => number,
    turn: Turn = 'both',
    pausesBefore = pauses,
  ): Promise<RunSummary> {
    await dataArrived();
    manager.expectImages();
    await lifecycle.exclusively(async () => {
      if (pauses !== pausesBefore) return;
      if (current().origin === 'pretrained') await manager.fresh();
      if (current().trainer.status === 'diverged') await manager.rewind();
    });
    const startRun = await still();
    if (pauses !== pausesBefore) return startRun.summary();
    // Live settings may have changed since the last step.
    startRun.learnWith(requested.config);
    manager.refuseConflicts(startRun.config);
    // A model with a single step takes it again: the images may have changed.
    const once = hasClosedForm(startRun.engine.spec);
    if (once) startRun.trainer.step = 0;
    const count = manager.trainCount();
    const { batch } = startRun.config;
    startRun.limit = startRun.trainer.step + steps(batch, count);
    startRun.finished = false;
    startRun.turn = turn;
    const epochAtStart = startRun.epoch();
    /** `stopAfter` counts from the epochs already learned: Train after a stop runs as many again. */
    const stop = () => {
      if (once) return 1;
      const n = requested.config.stopAfter;
      return n > 0
        ? stepsFor((Math.floor(epochAtStart / n + 1e-9) + 1) * n, batch, count)
        : Number.POSITIVE_INFINITY;
    };
    for (let run = startRun; ; ) {
      if (!(await leg(run, stop))) return current().summary();
      // Something has replaced the run, or is about to.
      run = await still();
      if (run.id !== startRun.id || pauses !== pausesBefore) {
        run.interrupted = false;
        run.postStatus();
        return run.summary();
      }
      if (manager.trainCount() === 0) {
        run.interrupted = false;
        run.postStatus();
        manager.expectImages();
      }
    }
  }

  /** Trains one run on one engine. True when that was interrupted before its end. */
  async function leg(run: Run, stop: () => number): Promise<boolean> {
    const { trainer } = run;
    const pausesBefore = pauses;
    run.interrupted = false;
    const running = trainer.run(() => Math.min(run.limit, stop()));
    run.postStatus();
    try {
      await running;
    } catch (error) {
      run.flushLosses();
      if (run.over || error instanceof Superseded) return true;
      run.interrupted = true;
      const going = await manager.recover(run, error);
      run.interrupted &&= going;
      return going;
    }
    run.flushLosses();
    const over = trainer.step >= Math.min(run.limit, stop());
    if (trainer.status !== 'diverged' && !over && pauses === pausesBefore) return true;
    run.finished = trainer.step >= stop();
    run.interrupted = false;
    if (run.over) return false;
    run.postStatus();
    if (trainer.status === 'diverged')
      post({ type: 'problem', problem: { code: 'run.diverged', params: { step: trainer.step } } });
    else await manager.show(run);
    return false;
  }

  /** The run, once nothing is being replaced. */
  async function still(): Promise<Run> {
    while (lifecycle.busy()) await lifecycle.idle();
    return current();
  }

  /** Ends the training in progress, and what is queued; the caller then has the run to itself. */
  async function stop(): Promise<Run> {
    pauses++;
    const run = await still();
    run.interrupted = false;
    await run.trainer.pause();
    return run;
  }

  return {
    train,
    step(count: number, turn?: Turn): Promise<RunSummary> {
      const pausesBefore = pauses;
      const taken = stepping.then(() => train(() => count, turn, pausesBefore));
      stepping = taken.catch(() => {});
      return taken;
    },
    stop,
    async pause(): Promise<RunSummary> {
      const run = await stop();
      return run.summary();
    },
  };
}
