/** The reading of a step, up to date with the page. */
import { useEffect, useState } from 'react';
import { live } from '../state/live';
import { useResults } from '../state/results';
import { series } from '../state/series';
import { useStore } from '../state/store';
import { createDrawer } from '../ui/frame';
import { isReady, look } from './checking';
import { type Lesson, type LessonStep, NOT_YET, type Reading } from './lesson';
import { useProgress } from './progress';

/** Smallest interval between two checks, in ms. */
const PACE_MS = 400;

interface Checked {
  /** Whether the model on the plane is that of the step. */
  ready: boolean;
  reading: Reading;
}

export function useReading(lesson: Lesson, step: LessonStep): Checked {
  const [checked, setChecked] = useState<Checked>({ ready: false, reading: NOT_YET });
  useEffect(() => {
    /** The run whose last reading names its step: it stays until there is a new one. */
    let measured = -1;
    const check = () => {
      const { id } = useStore.getState().run;
      const ready = isReady(step);
      const reading = look(lesson, step);
      const keep = reading.value === null && measured === id;
      if (reading.value !== null) measured = reading.shown?.step ? id : -1;
      setChecked((before) => {
        const next = { ready, reading: keep ? before.reading : reading };
        return JSON.stringify(before) === JSON.stringify(next) ? before : next;
      });
      return false;
    };
    check();
    const drawer = createDrawer(check, PACE_MS);
    const { mark } = drawer;
    const stops = [
      drawer.stop,
      useStore.subscribe(mark),
      useResults.subscribe(mark),
      useProgress.subscribe(mark),
      series.subscribe(mark),
      live.subscribe('points', mark),
      live.subscribe('weights', mark),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [lesson, step]);
  return checked;
}
