/**
 * Chooses the engine of this session: the ladder on this machine, without the rungs that have failed. It
 * knows neither runs nor data.
 */

import type { Engine, EngineSetup } from '../engine/engine';
import { canExecute } from '../engine/engineCapabilities';
import { createEngine, selectEngine } from '../engine/select';
import { EngineLost } from '../engine/trainer';
import type { EngineChoice, EngineId } from '../experiment/config';
import { ProblemError } from '../experiment/problem';
import type { Post } from './post';
import type { WorkerEvent } from './protocol';

/**
 * After a failed operation, a browser may take this long to report that the device is lost: a software adapter, which
 * several pages share, first ends what it is computing.
 */
const LOSS_TIMEOUT_MS = 8000;
/** Those with a device that can be lost. */
const ON_GPU: readonly EngineId[] = ['webgpu', 'tfjs-webgpu', 'tfjs-webgl'];

/** A rung that hangs is given up only later; a notice appears after this time. */
const REPORTED_AFTER_MS = 10_000;

const IDS: readonly EngineId[] = ['webgpu', 'simd', 'tfjs-webgpu', 'tfjs-webgl', 'tfjs-wasm', 'tfjs-cpu'];

export function createEngines(post: Post) {
  let chosen: EngineId;
  /** The last `engine.ready` that was posted. */
  let ready: Extract<WorkerEvent, { type: 'engine.ready' }> | null = null;
  let lastChoice: EngineChoice = 'auto';
  /** The engines that can execute the model that was chosen for. */
  let candidates = '';
  const excluded = new Set<EngineId>();

  const suitedTo = (setup: EngineSetup) => IDS.filter((id) => canExecute(id, setup.spec)).join();

  /** Posts that no engine is ready yet, if that takes long; `come` is called at the end if it was posted. */
  async function announced<T>(coming: Promise<T>, come: () => void = () => {}): Promise<T> {
    let posted = false;
    const slow = setTimeout(() => {
      posted = true;
      post({ type: 'problem', problem: { code: 'engine.slow' } });
    }, REPORTED_AFTER_MS);
    try {
      const engine = await coming;
      if (posted) come();
      return engine;
    } finally {
      clearTimeout(slow);
    }
  }

  /** Runs the ladder for the requested engine and posts the result. */
  async function choose(choice: EngineChoice, setup: EngineSetup): Promise<Engine> {
    post({ type: 'engine.choosing' });
    const selecting = selectEngine(choice, setup, {
      excluding: [...excluded],
      onTry: (id) => post({ type: 'engine.trying', id }),
    });
    const { engine, ladder, reason } = await announced(selecting).catch((error) => {
      // A new request by the reader retries every engine.
      excluded.clear();
      throw error;
    });
    chosen = engine.id;
    lastChoice = choice;
    candidates = suitedTo(setup);
    ready = { type: 'engine.ready', id: engine.id, device: engine.device, reason, ladder };
    post(ready);
    // A choice that was lost in this session has been reported already.
    if (choice !== 'auto' && choice !== engine.id && !excluded.has(choice)) {
      const code = reason === 'choice-unsuited' ? 'engine.unsuited' : 'engine.unavailable';
      const own = ladder.find(({ id }) => id === choice)?.problem;
      post({ type: 'problem', problem: own ?? { code, params: { engine: choice } } });
    }
    return engine;
  }

  /** Replaces an engine that has failed, and posts that. */
  async function instead(failed: EngineId, setup: EngineSetup, error: unknown): Promise<Engine> {
    // A model that is too large is not the engine's fault.
    const tooLarge = error instanceof ProblemError && error.problem.code === 'engine.memory';
    if (!tooLarge) excluded.add(failed);
    const engine = await choose(lastChoice, setup);
    if (engine.id !== failed)
      post({
        type: 'problem',
        problem: { code: 'engine.lost', params: { engine: failed, next: engine.id } },
      });
    return engine;
  }

  return {
    choose,
    instead,
    /**
     * Another engine of the kind that was chosen last; runs the ladder again where that fails, or where other
     * engines can execute the model.
     */
    async another(setup: EngineSetup): Promise<Engine> {
      if (suitedTo(setup) !== candidates || excluded.has(chosen)) return choose(lastChoice, setup);
      try {
        return await announced(createEngine(chosen, setup), () => ready && post(ready));
      } catch (error) {
        return instead(chosen, setup, error);
      }
    },
    exclude: (id: EngineId) => void excluded.add(id),
    /** Lets every engine be tried again. */
    forgive: () => excluded.clear(),
  };
}
export type Engines = ReturnType<typeof createEngines>;

/** Whether the error means that the engine's device is lost, which the browser may report a moment later. */
export async function isLost(engine: Engine, error: unknown): Promise<boolean> {
  if (error instanceof EngineLost) return true;
  if (!ON_GPU.includes(engine.id)) return false;
  return Promise.race([
    engine.lost.then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), LOSS_TIMEOUT_MS)),
  ]);
}
