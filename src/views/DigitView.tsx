/**
 * The digit at the selected probe, large. The canvas holds exactly 28×28 pixels of the decoder's
 * values in grey (see `digit.ts`), enlarged by the browser without smoothing.
 */
import { useRef } from 'react';
import { hasEncoder } from '../model/predicates';
import { live } from '../state/live';
import { onPlane, selectedProbe } from '../state/probes';
import { decodedProbe } from '../state/published';
import { useStore } from '../state/store';
import { WORDS } from '../ui/frame';
import { isDark } from '../ui/palette';
import text from '../ui/text.module.css';
import { useDrawer, type When } from '../ui/useDrawer';
import { useWords } from '../ui/words';
import styles from './DigitView.module.css';
import type { DigitPainter } from './digit';
import { Digit } from './Sheet';
import { useDrawing } from './useDrawing';
import { coordinates, neighbourhoodOfDigit, voteNear } from './words';

/** What the digit at the selected probe, and what is said of it, depends on. */
const whenDecoded: When = (mark) => [
  live.subscribe('weights', mark),
  useStore.subscribe((s, before) => {
    if (
      s.probes !== before.probes ||
      s.label !== before.label ||
      s.selectedProbe !== before.selectedProbe ||
      s.run.spec !== before.run.spec
    )
      mark();
  }),
];

export function DigitView() {
  const words = useWords();
  const encodes = useStore((s) => hasEncoder(s.run.spec));
  const where = useRef<HTMLParagraphElement>(null);
  const what = useRef<HTMLParagraphElement>(null);
  const painted = useRef<{ by?: DigitPainter; what: string }>({ what: '' });
  const canvas = useDrawing(
    (painter) => {
      const probe = selectedProbe(useStore.getState());
      const decoded = decodedProbe(probe.name);
      const some = decoded.at(probe.z);
      const wanted = `${some}${probe.name}${decoded.version}${isDark()}`;
      const { by, what } = painted.current;
      if (by !== painter || what !== wanted) painter.paint(some ? decoded.pixels : null);
      painted.current = { by: painter, what: wanted };
      return false;
    },
    { when: whenDecoded },
    [],
  );
  // The digit follows at once, its words when there is time.
  useDrawer(
    () => {
      const state = useStore.getState();
      const probe = selectedProbe(state);
      const some = decodedProbe(probe.name).at(probe.z);
      const place = coordinates(probe.z.length > 2 ? onPlane(probe.z, state.axes) : probe.z, words.number);
      if (where.current) where.current.textContent = words.t('plane.probeAt', { name: probe.name, place });
      if (what.current)
        what.current.textContent = some
          ? neighbourhoodOfDigit(voteNear(probe.z), words)
          : words.t('plane.noDigit');
    },
    (mark) => [...whenDecoded(mark), live.subscribe('points', mark)],
    WORDS,
    [words],
  );

  return (
    <figure className={styles.view} data-votes={encodes}>
      <Digit of="decoder" ref={canvas} role="img" aria-label={words.t('plane.digit')} />
      <figcaption>
        <p ref={where} className={text.strong} />
        <p ref={what} className={styles.what} />
      </figcaption>
    </figure>
  );
}
