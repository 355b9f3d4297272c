/**
 * Saves the page's run in the browser's storage by itself, so that a reload, a crash or a closed tab loses at most ten
 * seconds, or twenty while the reader is moving something; and finds the run that an earlier page has saved. Files are
 * written and checked in a worker of their own (`autosave/`), which starts with the first of them.
 *
 * Every run is saved under an id of its own, for which its page holds a lock, so that several tabs neither overwrite
 * nor offer each other's runs, and a run that was replaced stays saved for a while. A page that continues a saved run
 * goes on saving under that run's id.
 */
import { deleteRun, holdRun, listRuns, openRuns, type SavedInfo } from '../autosave/runStore';
import { openSaveClient, type SaveClient } from '../autosave/spawn';
import { toProblem } from '../experiment/problem';
import type { LossHistory, RecoveryState } from '../worker/protocol';
import { hasLittleMemory } from './memory';
import { isMoving } from './movement';
import { notify } from './notices';
import { probesText } from './savedProbes';
import type { Snapshot } from './snapshots';
import { useStore } from './store';

/** Time between two saves during training, and of a run that stops again and again, in ms. */
const EVERY_MS = { running: 10_000, stopped: 2000 };
/** While the reader is moving something, a save waits, looking again after this time, in ms; at most for one interval. */
const LOOKS_AGAIN_MS = 500;
/** A run that has stopped is saved after this time, in ms: it may go on at once. */
const RESTED_MS = 250;
/** Probes are saved when they have not been moved for this time, in ms. */
const MOVED_MS = 3000;

/** What the session knows: the latest copy of the run if it has learned something, and its losses. */
export interface Saveable {
  run(): RecoveryState | null;
  history(): LossHistory;
  /** The steps of the run up to one that can be looked at. */
  earlier(until: number): readonly Pick<Snapshot, 'step' | 'decoder' | 'points'>[];
}

export interface Storage {
  list: typeof listRuns;
  open: typeof openRuns;
  hold: typeof holdRun;
  delete: typeof deleteRun;
  client(onCrash: () => void): SaveClient;
}

const browserStorage: Storage = {
  list: listRuns,
  open: openRuns,
  hold: holdRun,
  delete: deleteRun,
  client: openSaveClient,
};

/** A copy to transfer: letting the browser clone the state takes the UI thread several times as long. */
function copied(state: RecoveryState['state']) {
  const [parameters, m, v] = [state.parameters.slice(), state.m.slice(), state.v.slice()];
  return { state: { ...state, parameters, m, v }, buffers: [parameters.buffer, m.buffer, v.buffer] };
}

const newId = () => Math.random().toString(36).slice(2) + Math.random().toString(36).slice(2);

export function createAutosave(
  { run: latest, history, earlier }: Saveable,
  storage: Storage = browserStorage,
) {
  let client: SaveClient | null = null;
  /** The id to save under, its steps that are saved, and what releases its lock once it is held. */
  let id = newId();
  let savedSteps = new Set<number>();
  let release: (() => void) | null = null;
  /** The id is that of the saved run which is about to be continued. */
  let taken = false;
  /** What was saved last, or is being saved: run, step and probes. */
  let last = '';
  let savedAt = Number.NEGATIVE_INFINITY;
  let seenRun = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving: Promise<void> | null = null;
  /** Storage is denied or full: the reader knows, and no further attempt is made. */
  let denied = false;

  const worker = () => {
    client ??= storage.client(() => {
      client = null;
    });
    return client;
  };

  let pending = 0;
  /** The result of a request; on a machine with little memory the worker ends with the last one, and its copy of the run. */
  async function answered<T>(request: Promise<T>): Promise<T> {
    pending++;
    try {
      return await request;
    } finally {
      pending--;
      if (pending === 0 && hasLittleMemory()) {
        client?.terminate();
        client = null;
      }
    }
  }

  async function save(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const run = latest();
    const state = useStore.getState();
    const probes = probesText(state);
    const key = `${state.run.id} ${run?.step} ${probes}`;
    if (!run || key === last || denied) return;
    last = key;
    try {
      release ??= await storage.hold(id);
      const { state: copy, buffers } = copied(run.state);
      const all = earlier(run.step);
      const added = all
        .filter(({ step }) => !savedSteps.has(step))
        .map(({ step, decoder, points }) => ({
          step,
          decoder: decoder.slice(),
          codes: points?.mu.slice() ?? new Float32Array(),
        }));
      const kept = all.map(({ step }) => step);
      await answered(
        worker().request(
          'save',
          { id, run: { ...run, state: copy }, history: history(), probes, earlier: added, kept },
          [...buffers, ...added.flatMap(({ decoder, codes }) => [decoder.buffer, codes.buffer])],
        ),
      );
      savedSteps = new Set(kept);
    } catch (error) {
      denied = true;
      const problem = toProblem(error, 'storage.unavailable');
      // Without workers nothing is trained either, and a notice of its own says so.
      if (problem.code.startsWith('autosave.') || problem.code.startsWith('storage.')) notify(problem);
    } finally {
      savedAt = performance.now();
    }
  }

  function saveSoon(delay: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (isMoving() && performance.now() < savedAt + 2 * EVERY_MS.running) return saveSoon(LOOKS_AGAIN_MS);
      // One at a time: the next copy of the run plans the next one.
      saving ??= save().finally(() => {
        saving = null;
      });
    }, delay);
  }

  /** Saves the latest copy now, if it is not saved yet. */
  async function flush(): Promise<void> {
    await saving;
    await save();
  }

  const onHidden = () => {
    if (document.visibilityState === 'hidden') void flush();
  };
  if (typeof document !== 'undefined') document.addEventListener('visibilitychange', onHidden);
  // During training, the next save comes anyway.
  const leave = useStore.subscribe(({ probes, run }, before) => {
    if (probes !== before.probes && run.status !== 'running' && latest()) saveSoon(MOVED_MS);
  });

  return {
    /** Called with every copy of the run that arrives. */
    note(): void {
      const { run } = useStore.getState();
      const now = performance.now();
      if (run.id !== seenRun) {
        if (last !== '' && !taken) {
          release?.();
          release = null;
          id = newId();
          savedSteps = new Set();
        }
        taken = false;
        seenRun = run.id;
        // A run is saved for the first time after ten seconds, or when it stops.
        savedAt = run.status === 'running' ? now : Number.NEGATIVE_INFINITY;
      }
      const { running, stopped } = EVERY_MS;
      if (run.status === 'running') saveSoon(Math.max(0, savedAt + running - now));
      else saveSoon(Math.max(RESTED_MS, savedAt + stopped - now));
    },
    /** Looks for a run of an earlier page to offer; damaged ones are deleted, with a notice. */
    async find(): Promise<SavedInfo | null> {
      const open = await storage.open();
      for (const info of await storage.list()) {
        if (open.has(info.id) || info.id === id) continue;
        if (await answered(worker().request('load', { id: info.id }))) return info;
        await storage.delete(info.id);
        notify({ code: 'autosave.damaged' });
      }
      return null;
    },
    /**
     * The file of a saved run and those of its earlier steps; this page saves it from now on. Null after a notice where it is damaged, or deleted
     * by another page.
     */
    async take(
      saved: SavedInfo,
    ): Promise<{ bytes: Uint8Array; steps: readonly { step: number; bytes: Uint8Array }[] } | null> {
      const bytes = await answered(worker().request('load', { id: saved.id }));
      if (!bytes) {
        notify({ code: 'autosave.damaged' });
        return null;
      }
      // Where another page has taken it meanwhile, both continue a copy of their own.
      const own = await storage.hold(saved.id);
      if (own) {
        release?.();
        release = own;
        id = saved.id;
        taken = true;
      }
      const steps = await answered(worker().request('steps', { id: saved.id }));
      savedSteps = new Set(steps.map(({ step }) => step));
      return { bytes, steps };
    },
    delete: storage.delete,
    flush,
    stop(): void {
      clearTimeout(timer);
      leave();
      release?.();
      client?.terminate();
      if (typeof document !== 'undefined') document.removeEventListener('visibilitychange', onHidden);
    },
  };
}
export type Autosave = ReturnType<typeof createAutosave>;
