/**
 * Selects the engine of a run: the ladder is measured, not assumed. Every engine passes a numeric self-test
 * on this machine before it is accepted; the rungs that were tried, and the reason for the choice, are shown
 * by the badge.
 *
 * By default (`auto`): our WebGPU kernels where the adapter is real hardware; else our WebAssembly, unless
 * WebGL on real hardware is faster at this very model; else plain JavaScript. The general engine takes the
 * place of a fused one that fails, or that lacks an operation of the model (`engineCapabilities.ts`). A software GPU is
 * used by hand, and where only plain JavaScript could otherwise execute a model.
 */

import type { EngineChoice, EngineId } from '../experiment/config';
import { within, withProgress } from '../experiment/deadline';
import { type Problem, ProblemError } from '../experiment/problem';
import { hyperWith } from '../experiment/specOf';
import type { Capability } from '../model/capabilities';
import type { Engine, EngineSetup } from './engine';
import { missingCapabilities } from './engineCapabilities';
import { probeWebgl, probeWebgpu } from './probe';
import { selfTest, selfTestSetup } from './selftest';

export interface Rung {
  id: EngineId;
  /**
   * chosen: it runs; accepted: it works, but another was faster; unsuited: not for this model; the rest say
   * why not.
   */
  outcome: 'chosen' | 'accepted' | 'software' | 'unavailable' | 'failed' | 'skipped' | 'unsuited';
  /** For an unsuited one: the capabilities that the model needs and it lacks. */
  lacks?: readonly Capability[];
  /** Adapter, renderer, or error; for experts, not translated. */
  detail?: string;
  /** The problem, where it has a message of its own, for example a model that is too large. */
  problem?: Problem;
  /** Time of a training step of this model, where it was measured. */
  msPerStep?: number;
}

export type Reason =
  /** The reader's choice. */
  | 'by-hand'
  /** The reader's choice does not work here; this is the next best. */
  | 'choice-failed'
  /** The reader's choice cannot execute this model; this is the next best. */
  | 'choice-unsuited'
  /** WebGPU on a real GPU. */
  | 'gpu'
  /** There is a GPU interface, but a CPU behind it: WebAssembly is faster. */
  | 'software-gpu'
  /** The browser offers no GPU. */
  | 'no-gpu'
  /** There is a GPU, but it failed or computed wrong numbers. */
  | 'gpu-failed'
  /**
   * WebAssembly cannot execute this model, and the GPU here is software: still faster than plain JavaScript.
   */
  | 'only-fit'
  /** Two work, and this one was measured to be faster. */
  | 'faster'
  /** Nothing else works. */
  | 'last-resort';

export interface Selection {
  engine: Engine;
  ladder: Rung[];
  reason: Reason;
}

/** The ladder's access to the machine, so that tests can simulate one. */
export interface Machine {
  /** null where there is none. */
  probe(id: EngineId): Promise<{ description: string; software: boolean } | null>;
  /** An engine that has passed the self-test, ready to train; throws where it fails. */
  start(id: EngineId, setup: EngineSetup): Promise<Engine>;
  /** Milliseconds per training step; leaves the engine as it was. */
  measure(engine: Engine): Promise<number>;
}

export interface SelectOptions {
  /** Engines that were lost in this session: not tried again. */
  excluding?: readonly EngineId[];
  machine?: Machine;
  /** Called before a rung is tried. */
  onTry?: (id: EngineId) => void;
}

/** Throws ProblemError('engine.none') where no engine works. */
export async function selectEngine(
  choice: EngineChoice,
  setup: EngineSetup,
  { excluding = [], machine = thisMachine, onTry = () => {} }: SelectOptions = {},
): Promise<Selection> {
  const ladder: Rung[] = [];
  const rungOf = (id: EngineId) => ladder.find((r) => r.id === id);

  /** Tries one rung and records the outcome; null where it fails. */
  async function tryOne(
    id: EngineId,
    allowSoftware: boolean,
  ): Promise<{ engine: Engine; rung: Rung; software: boolean } | null> {
    if (rungOf(id)) return null;
    const note = (outcome: Rung['outcome'], detail?: string) => {
      const rung: Rung = detail === undefined ? { id, outcome } : { id, outcome, detail };
      ladder.push(rung);
      return rung;
    };
    const lacks = missingCapabilities(id, setup.spec);
    if (lacks.length > 0) {
      note('unsuited').lacks = lacks;
      return null;
    }
    if (excluding.includes(id)) {
      note('skipped');
      return null;
    }
    try {
      onTry(id);
      const found = await machine.probe(id);
      if (!found) {
        note('unavailable');
        return null;
      }
      if (found.software && !allowSoftware) {
        note('software', found.description);
        return null;
      }
      const engine = await inTime(id, setup, (watched) => machine.start(id, watched));
      return { engine, rung: note('accepted', engine.device), software: found.software };
    } catch (error) {
      const unavailable = error instanceof ProblemError && error.problem.code === 'engine.unavailable';
      const rung = note(
        unavailable ? 'unavailable' : 'failed',
        error instanceof Error ? error.message : String(error),
      );
      if (error instanceof ProblemError) rung.problem = error.problem;
      return null;
    }
  }

  function choose({ engine, rung }: { engine: Engine; rung: Rung }, reason: Reason): Selection {
    rung.outcome = 'chosen';
    const fellBack = choice !== 'auto' && engine.id !== choice;
    if (!fellBack) return { engine, ladder, reason };
    const unsuited = rungOf(choice)?.outcome === 'unsuited';
    return { engine, ladder, reason: unsuited ? 'choice-unsuited' : 'choice-failed' };
  }

  if (choice !== 'auto') {
    const wanted = await tryOne(choice, true);
    if (wanted) return choose(wanted, 'by-hand');
  }
  const webgpu = await tryOne('webgpu', false);
  if (webgpu) return choose(webgpu, 'gpu');
  // On a real GPU where our kernels fail, or cannot execute this model, the general ones may work.
  const passed = rungOf('webgpu')?.outcome;
  const general = passed === 'failed' || passed === 'unsuited' ? await tryOne('tfjs-webgpu', false) : null;
  if (general) return choose(general, 'gpu');

  const wasm = (await tryOne('simd', false)) ?? (await tryOne('tfjs-wasm', false));
  const webgl = await tryOne('tfjs-webgl', !wasm);
  if (wasm && webgl) {
    wasm.rung.msPerStep = await machine.measure(wasm.engine);
    webgl.rung.msPerStep = await machine.measure(webgl.engine);
    const [best, other] = webgl.rung.msPerStep < wasm.rung.msPerStep ? [webgl, wasm] : [wasm, webgl];
    other.engine.dispose();
    return choose(best, 'faster');
  }
  if (webgl) return choose(webgl, webgl.software ? 'only-fit' : 'gpu');
  if (wasm) return choose(wasm, withoutGpu(ladder));

  const cpu = await tryOne('tfjs-cpu', false);
  if (cpu) return choose(cpu, 'last-resort');
  throw new ProblemError('engine.none');
}

/** Some browsers neither grant nor refuse an adapter; after this time the rung fails. */
const ADAPTER_WITHIN_MS = 8000;
/** Time to load a chunk of code over a slow line. */
const LOAD_WITHIN_MS = 30_000;
/** Compiling for a slow GPU takes long, but reports its progress. */
const START_WITHIN_MS = 90_000;

const noResponse = (engine: EngineId, ms: number) => () =>
  new ProblemError('engine.failed', { engine, message: `no response within ${ms / 1000} s` });

/** The engine that `make` creates, as long as it makes progress; one that is too late is disposed of. */
async function inTime(
  id: EngineId,
  setup: EngineSetup,
  make: (setup: EngineSetup) => Promise<Engine>,
): Promise<Engine> {
  let late = false;
  try {
    return await withProgress(
      START_WITHIN_MS,
      async (reportProgress) => {
        const engine = await make({
          ...setup,
          onProgress(done, total) {
            reportProgress();
            if (!late) setup.onProgress?.(done, total);
          },
        });
        if (late) engine.dispose();
        return engine;
      },
      noResponse(id, START_WITHIN_MS),
    );
  } catch (error) {
    late = true;
    throw error;
  }
}

/** Why WebAssembly was chosen and no GPU. */
function withoutGpu(ladder: readonly Rung[]): Reason {
  const gpus = ladder.filter((r) => r.id !== 'simd' && r.id !== 'tfjs-wasm');
  if (gpus.some((r) => r.outcome === 'failed' || r.outcome === 'skipped')) return 'gpu-failed';
  return gpus.some((r) => r.outcome === 'software') ? 'software-gpu' : 'no-gpu';
}

/** Steps that are timed, after one to compile and warm up. */
const TIMED_STEPS = 3;

const thisMachine: Machine = {
  async probe(id) {
    switch (id) {
      case 'webgpu':
      case 'tfjs-webgpu':
        return within(ADAPTER_WITHIN_MS, probeWebgpu(), noResponse(id, ADAPTER_WITHIN_MS));
      case 'tfjs-webgl':
        return probeWebgl();
      case 'simd': {
        const { bestBuild } = await within(
          LOAD_WITHIN_MS,
          import('./simd/kernels'),
          noResponse(id, LOAD_WITHIN_MS),
        );
        return bestBuild() && { description: 'WebAssembly SIMD', software: false };
      }
      case 'tfjs-wasm':
        return typeof WebAssembly === 'undefined' ? null : { description: 'WebAssembly', software: false };
      case 'tfjs-cpu':
        return { description: 'JavaScript', software: false };
      default:
        return id satisfies never;
    }
  },

  async start(id, setup) {
    const test = async (): Promise<string | null> => {
      const trial = await make(id, selfTestSetup(setup.spec));
      try {
        const gone = trial.lost.then(({ message }) => `lost: ${message}`);
        const wrong = await Promise.race([selfTest(trial), gone]);
        if (wrong === null || !trial.half) return wrong;
        await trial.half.renounce(wrong);
      } finally {
        trial.dispose();
      }
      // In float32 it may still compute correctly.
      return test();
    };
    const wrong = await test();
    if (wrong !== null) throw new ProblemError('engine.failed', { engine: id, message: wrong });
    return make(id, setup);
  },

  async measure(engine) {
    const before = await engine.save();
    const hyper = hyperWith({ learningRate: 1e-3, beta: 1 });
    await engine.train(0, 1, hyper);
    const start = performance.now();
    await engine.train(1, TIMED_STEPS, hyper);
    const ms = (performance.now() - start) / TIMED_STEPS;
    await engine.load(before);
    return ms;
  },
};

/**
 * An engine by name, untested. Rejects with ProblemError('engine.failed') where it does not respond for too
 * long.
 */
export const createEngine = (id: EngineId, setup: EngineSetup): Promise<Engine> =>
  inTime(id, setup, (watched) => make(id, watched));

/** The code of each engine is loaded when it is first needed. */
async function make(id: EngineId, setup: EngineSetup): Promise<Engine> {
  const loaded = <T>(code: Promise<T>) => within(LOAD_WITHIN_MS, code, noResponse(id, LOAD_WITHIN_MS));
  switch (id) {
    case 'webgpu':
      return (await loaded(import('./webgpu/engine'))).createWebgpuEngine(setup);
    case 'simd':
      return (await loaded(import('./simd/engine'))).createSimdEngine(setup);
    default: {
      const { backendOf, createTfjsEngine } = await loaded(import('./tfjs/engine'));
      return createTfjsEngine(backendOf(id), setup);
    }
  }
}
