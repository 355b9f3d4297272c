/**
 * While a model trains and frames are late, the screen is lighter: points, tiles and curves are published and drawn less
 * often, with fewer dots. The reader may forbid it.
 */
import { setView } from '../state/actions';
import { useStore } from '../state/store';
import { drawLess, watchFrames } from '../ui/frame';
import { createLateness } from '../ui/lateness';

export function lightenWhenLate(): void {
  const lateness = createLateness(() => performance.now());
  /** What the latest frames say, kept from one training to the next. */
  let late = false;
  const decide = () => {
    const { run, preferences, lighter: before } = useStore.getState();
    const lighter = late && run.status === 'running' && preferences.lighter !== 'never';
    if (lighter === before) return;
    useStore.setState({ lighter });
    drawLess(lighter);
    setView({ lighter });
  };
  watchFrames((took, interacting) => {
    if (useStore.getState().run.status !== 'running' || document.hidden) return;
    late = lateness.note(took, interacting);
    decide();
  });
  useStore.subscribe(({ run, preferences }, before) => {
    if (run.status !== before.run.status) lateness.interrupt();
    if (run.status !== before.run.status || preferences !== before.preferences) decide();
  });
}
