/**
 * Where the next step of the run would move the codes: requested from the worker for some codes that are spread over the view,
 * again when the run or the view has changed, and during training at a low rate.
 */
import { thinOut } from '../../math/nearestPoints';
import { screenX, screenY, type Viewport } from '../../math/viewport';
import { hasClosedForm, hasEncoder } from '../../model/predicates';
import type { ModelSpec } from '../../model/spec';
import { live } from '../../state/live';
import { pull } from '../../state/session';
import { type PlaygroundState, useStore } from '../../state/store';
import { type Arrows, factorOf } from './arrows';
import { HIDDEN } from './dots';
import type { PlanePoints } from './planePoints';
import { useShownLayers } from './scales';

/** Whether the codes of a model can be moved by steps at all. */
export const hasPull = (spec: ModelSpec): boolean => hasEncoder(spec) && !hasClosedForm(spec);

/** Why there are no arrows for what is on the screen; null if there are. */
export function withoutPull({ run, shownStep }: PlaygroundState): 'past' | 'pretrained' | 'diverged' | null {
  if (shownStep !== null) return 'past';
  if (run.origin === 'pretrained') return 'pretrained';
  return run.status === 'diverged' ? 'diverged' : null;
}

/** Most arrows, and the smallest distance between two, in units (see `unit.ts`). */
const MOST = 200;
const APART = 14;
/** Of the worker's time during training, and the shortest time between two requests, in ms. */
const SHARE = 0.03;
const EVERY_MS = 300;

/** The indices of visible points in view, at most `most`, as densely as that allows; `chosen` ones are preferred. */
export function spreadOut(
  { target, kinds, count }: Pick<PlanePoints, 'target' | 'kinds' | 'count'>,
  v: Viewport,
  chosen: Uint8Array,
  most = MOST,
): Uint32Array {
  const inView = (i: number) => {
    const px = screenX(v, target[2 * i]) - v.left;
    const py = screenY(v, target[2 * i + 1]) - v.top;
    return kinds[i] !== HIDDEN && px >= 0 && px <= v.width && py >= 0 && py <= v.height;
  };
  for (let apart = APART; ; apart *= 1.25) {
    const marks = chosen.slice();
    thinOut(marks, target, count, apart / v.scale, inView);
    const found = Uint32Array.from([...marks.keys()].filter((i) => marks[i]));
    if (found.length > most) continue;
    chosen.set(marks);
    return found;
  }
}

export interface PullLayer {
  /** The arrows on the screen; null without any. */
  arrows(): Arrows | null;
  /** Call when the view has changed. */
  setView(v: Viewport): void;
  /** Call when codes have moved, or when other classes are shown. */
  invalidate(): void;
  stop(): void;
}

/** `changed` is called when there are other arrows. */
export function createPull(
  planePoints: Pick<PlanePoints, 'target' | 'kinds' | 'count'>,
  changed: () => void,
  request: typeof pull = pull,
): PullLayer {
  let seen: Viewport | null = null;
  let found: Arrows | null = null;
  let chosen = new Uint8Array(0);
  let busy = false;
  let missed = false;
  let freeAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;

  const wanted = () => {
    const state = useStore.getState();
    return (
      !over &&
      state.look.layers.includes('pull') &&
      hasPull(state.run.spec) &&
      withoutPull(state) === null &&
      state.engine.status === 'ready' &&
      state.data.test !== null &&
      planePoints.count > 0
    );
  };

  function show(next: Arrows | null): void {
    if (next === found && !next) return;
    found = next;
    scale();
    changed();
  }

  /** The factor that suits the view. */
  function scale(): void {
    if (!found || !seen) {
      useShownLayers.setState({ pull: null });
      return;
    }
    found.factor = factorOf(found, useStore.getState().slice, seen.scale, found.factor);
    useShownLayers.setState({ pull: { factor: found.factor, step: found.step } });
  }

  async function fetchPull(): Promise<void> {
    timer = undefined;
    const { run, data } = useStore.getState();
    if (!wanted() || !seen) return;
    if (chosen.length !== planePoints.count) chosen = new Uint8Array(planePoints.count);
    const images = spreadOut(planePoints, seen, chosen);
    if (images.length === 0) {
      show(null);
      return;
    }
    busy = true;
    missed = false;
    const startedAt = performance.now();
    try {
      const result = await request(images);
      const ended = performance.now();
      const { status, id } = useStore.getState().run;
      freeAt = Math.max(startedAt + EVERY_MS, status === 'running' ? ended + result.ms * (1 / SHARE - 1) : 0);
      if (id === run.id && result.runId === id && wanted() && data.test === useStore.getState().data.test)
        show({ images, ...result, latent: run.spec.latent, factor: found?.factor ?? null });
    } catch {
      // The run was replaced or has ended meanwhile; what is wrong with the worker is reported elsewhere.
      freeAt = performance.now() + 10 * EVERY_MS;
    } finally {
      busy = false;
      if (missed) mark();
    }
  }

  function mark(): void {
    if (!wanted()) {
      show(null);
      return;
    }
    missed = true;
    if (busy || timer !== undefined) return;
    timer = setTimeout(() => void fetchPull(), Math.max(0, freeAt - performance.now()));
  }

  const stops = [
    live.subscribe('weights', mark),
    useStore.subscribe((state, before) => {
      const { run } = state;
      if (run.id !== before.run.id) show(null);
      if (run.status !== 'running' && before.run.status === 'running') {
        // Nothing is kept from training any more.
        freeAt = 0;
        clearTimeout(timer);
        timer = undefined;
      }
      if (state.slice !== before.slice && found) show(found);
      if (
        run.id !== before.run.id ||
        run.status !== before.run.status ||
        run.step !== before.run.step ||
        state.config !== before.config ||
        withoutPull(state) !== withoutPull(before) ||
        state.look.layers !== before.look.layers ||
        state.engine.status !== before.engine.status ||
        state.data.test !== before.data.test
      )
        mark();
    }),
  ];

  return {
    arrows: () => found,
    invalidate: mark,
    setView(v) {
      const zoomed = v.scale !== seen?.scale;
      seen = v;
      if (!useStore.getState().look.layers.includes('pull')) return;
      if (zoomed && found) scale();
      mark();
    },
    stop() {
      over = true;
      clearTimeout(timer);
      for (const stop of stops) stop();
    },
  };
}
