/** How the plane is moved, said for a moment to a hand that has moved the page instead. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import { useWords } from '../../ui/words';
import styles from '../LatentPlane.module.css';
import type { GestureOptions } from './gestures';

type Hand = Parameters<GestureOptions['hint']>[0];

const SHOWN_MS = 1600;
/** Whoever scrolls past again and again knows by then. */
const TIMES = 3;

/** Counts a stretch of scrolling as one time, however many events it is. */
export function useHint() {
  const [hint, setHint] = useState<Hand | null>(null);
  const shown = useRef({ times: 0, timer: undefined as ReturnType<typeof setTimeout> | undefined });
  const showHint = useCallback((hand: Hand) => {
    const state = shown.current;
    if (state.timer === undefined && ++state.times > TIMES) return;
    clearTimeout(state.timer);
    state.timer = setTimeout(() => {
      state.timer = undefined;
      setHint(null);
    }, SHOWN_MS);
    setHint(hand);
  }, []);
  useEffect(() => () => clearTimeout(shown.current.timer), []);
  return { hint, showHint };
}

export function Hint({ hand }: { hand: Hand }) {
  const { t } = useWords();
  const key = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';
  return (
    <p className={classes(layout.card, layout.untouched, styles.hint)} aria-hidden="true">
      {hand === 'wheel' ? t('plane.hint.wheel', { key }) : t('plane.hint.touch')}
    </p>
  );
}
