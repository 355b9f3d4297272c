/**
 * Short hints: how to move the plane, after a gesture that moved the page instead, and that there is no room for
 * another probe.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { MAX_PROBES } from '../../state/probes';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import { useWords } from '../../ui/words';
import styles from '../LatentPlane.module.css';
import type { GestureOptions } from './gestures';

type Reason = Parameters<GestureOptions['hint']>[0] | 'full';

const SHOWN_MS = 1600;
/** After this many hints, a reader who continues to scroll is assumed to know. */
const TIMES = 3;

/** A continuous stretch of scrolling counts once. */
export function useHint() {
  const [hint, setHint] = useState<Reason | null>(null);
  const shown = useRef({ times: 0, timer: undefined as ReturnType<typeof setTimeout> | undefined });
  const showHint = useCallback((reason: Reason) => {
    const state = shown.current;
    if (reason !== 'full' && state.timer === undefined && ++state.times > TIMES) return;
    clearTimeout(state.timer);
    state.timer = setTimeout(() => {
      state.timer = undefined;
      setHint(null);
    }, SHOWN_MS);
    setHint(reason);
  }, []);
  useEffect(() => () => clearTimeout(shown.current.timer), []);
  return { hint, showHint };
}

export function Hint({ reason }: { reason: Reason }) {
  const { t } = useWords();
  const key = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';
  return (
    <p className={classes(layout.card, layout.untouched, styles.hint)} aria-hidden="true">
      {reason === 'wheel' && t('plane.hint.wheel', { key })}
      {reason === 'touch' && t('plane.hint.touch')}
      {reason === 'full' && t('plane.hint.full', { count: MAX_PROBES })}
    </p>
  );
}
