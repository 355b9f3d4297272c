/** Runs through the training again in ten seconds, at an even pace on the logarithmic axis of steps. */
import { showLive, showNear } from './snapshots';
import { useStore } from './store';

const DURATION_MS = 10_000;
/** Time between two pictures, in ms: more often than the snapshots change, less often than the screen. */
const EVERY_MS = 50;

let timer: ReturnType<typeof setInterval> | undefined;

export function stopPlayback(): void {
  clearInterval(timer);
  useStore.setState({ playing: false });
}

/** From the step that is shown, or from the first; at the end, the latest step is shown. */
export function play(): void {
  clearInterval(timer);
  const { snapshots, shownStep } = useStore.getState();
  const [first, last] = [snapshots.steps[0], snapshots.steps[snapshots.steps.length - 1]].map(Math.log1p);
  if (!(last > first)) return;
  const from = shownStep === null ? first : Math.log1p(shownStep);
  const runId = useStore.getState().run.id;
  const startedAt = performance.now();
  useStore.setState({ playing: true });
  showNear(Math.expm1(from));
  timer = setInterval(() => {
    const at = from + ((last - first) * (performance.now() - startedAt)) / DURATION_MS;
    if (at < last && useStore.getState().run.id === runId) {
      showNear(Math.expm1(at));
      return;
    }
    stopPlayback();
    showLive();
  }, EVERY_MS);
}
