/**
 * Which engine learns in this session: the ladder as it stands here, with the rungs that broke left
 * out. It knows neither runs nor data.
 */
import { capable } from '../engine/capable';
import type { Engine, EngineSetup } from '../engine/engine';
import { createEngine, selectEngine } from '../engine/select';
import { EngineLost } from '../engine/trainer';
import type { EngineChoice, EngineId } from '../experiment/config';
import { ProblemError } from '../experiment/problem';
import type { Post } from './post';
import type { WorkerEvent } from './protocol';

/** A browser may fail the work under way well before it says that the device is lost. */
const LOSS_TIMEOUT_MS = 2000;

/** A rung that hangs is given up later; that no engine is there yet is said before the reader wonders. */
const SAID_AFTER_MS = 10_000;

const IDS: readonly EngineId[] = ['webgpu', 'simd', 'tfjs-webgpu', 'tfjs-webgl', 'tfjs-wasm', 'tfjs-cpu'];

export function createEngines(post: Post) {
  let chosen: EngineId;
  /** What was said of it. */
  let ready: Extract<WorkerEvent, { type: 'engine.ready' }> | null = null;
  let wished: EngineChoice = 'auto';
  /** Those that have the arithmetic for the model that was chosen for. */
  let candidates = '';
  const excluded = new Set<EngineId>();

  const capableOf = (setup: EngineSetup) => IDS.filter((id) => capable(id, setup.spec)).join();

  /** Says that no engine is there yet, if that takes long; `come` is called where that has been said. */
  async function announced<T>(coming: Promise<T>, come: () => void = () => {}): Promise<T> {
    let said = false;
    const slow = setTimeout(() => {
      said = true;
      post({ type: 'problem', problem: { code: 'engine.slow' } });
    }, SAID_AFTER_MS);
    try {
      const engine = await coming;
      if (said) come();
      return engine;
    } finally {
      clearTimeout(slow);
    }
  }

  /** Climbs the ladder for the wished engine and says what it came to. */
  async function choose(wish: EngineChoice, setup: EngineSetup): Promise<Engine> {
    post({ type: 'engine.choosing' });
    const climbed = selectEngine(wish, setup, { excluding: [...excluded] });
    const { engine, ladder, reason } = await announced(climbed).catch((error) => {
      // Whoever asks again deserves that each is tried again.
      excluded.clear();
      throw error;
    });
    chosen = engine.id;
    wished = wish;
    candidates = capableOf(setup);
    ready = { type: 'engine.ready', id: engine.id, device: engine.device, reason, ladder };
    post(ready);
    // A choice that was lost in this session has had its sentence already.
    if (wish !== 'auto' && wish !== engine.id && !excluded.has(wish)) {
      const code = reason === 'choice-unsuited' ? 'engine.unsuited' : 'engine.unavailable';
      const own = ladder.find(({ id }) => id === wish)?.problem;
      post({ type: 'problem', problem: own ?? { code, params: { engine: wish } } });
    }
    return engine;
  }

  /** Another engine in the place of one that failed, and says so. */
  async function instead(failed: EngineId, setup: EngineSetup, error: unknown): Promise<Engine> {
    // Too large a model says nothing of the engine.
    const tooLarge = error instanceof ProblemError && error.problem.code === 'engine.memory';
    if (!tooLarge) excluded.add(failed);
    const engine = await choose(wished, setup);
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
     * Another one of the kind that was chosen last; chosen anew where that breaks, or for a model that others have
     * the arithmetic for.
     */
    async another(setup: EngineSetup): Promise<Engine> {
      if (capableOf(setup) !== candidates || excluded.has(chosen)) return choose(wished, setup);
      try {
        return await announced(createEngine(chosen, setup), () => ready && post(ready));
      } catch (error) {
        return instead(chosen, setup, error);
      }
    },
    exclude: (id: EngineId) => void excluded.add(id),
    /** Each may be tried again. */
    forgive: () => excluded.clear(),
  };
}
export type Engines = ReturnType<typeof createEngines>;

/** Whether what went wrong is that the engine's device is lost; it may take a moment to be known. */
export async function isLost(engine: Engine, error: unknown): Promise<boolean> {
  if (error instanceof EngineLost) return true;
  return Promise.race([
    engine.lost.then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), LOSS_TIMEOUT_MS)),
  ]);
}
