/**
 * The digit at the selected probe, large. The canvas holds exactly 28×28 pixels of the decoder's
 * values in grey (see `digit.ts`), enlarged by the browser without smoothing.
 */
import { useEffect, useRef } from 'react';
import { decodedProbe } from '../decode/published';
import { hasEncoder } from '../model/predicates';
import { live } from '../state/live';
import { onPlane, selectedProbe } from '../state/probes';
import { useStore } from '../state/store';
import { createDrawer, WORDS } from '../ui/frame';
import { isDark, onTheme } from '../ui/palette';
import { useWords } from '../ui/words';
import styles from './DigitView.module.css';
import { createDigitPainter } from './digit';
import { coordinates, neighbourhoodOfDigit, voteNear } from './words';

export function DigitView() {
  const words = useWords();
  const encodes = useStore((s) => hasEncoder(s.run.spec));
  const canvas = useRef<HTMLCanvasElement>(null);
  const where = useRef<HTMLParagraphElement>(null);
  const what = useRef<HTMLParagraphElement>(null);

  useEffect(() => {
    if (!canvas.current) return;
    const painter = createDigitPainter(canvas.current);
    let painted = '';
    const drawer = createDrawer(() => {
      const state = useStore.getState();
      const probe = selectedProbe(state);
      const decoded = decodedProbe(probe.name);
      const some = decoded.at(probe.z);
      const wanted = `${some}${probe.name}${decoded.version}${isDark()}`;
      if (wanted !== painted) painter.paint(some ? decoded.pixels : null);
      painted = wanted;
      return false;
    });
    // The digit follows at once, its words when there is time.
    const caption = createDrawer(() => {
      const state = useStore.getState();
      const probe = selectedProbe(state);
      const some = decodedProbe(probe.name).at(probe.z);
      const place = coordinates(probe.z.length > 2 ? onPlane(probe.z, state.axes) : probe.z, words.number);
      if (where.current) where.current.textContent = words.t('plane.probeAt', { name: probe.name, place });
      if (what.current)
        what.current.textContent = some
          ? neighbourhoodOfDigit(voteNear(probe.z), words)
          : words.t('plane.noDigit');
      return false;
    }, WORDS);
    const mark = () => {
      drawer.mark();
      caption.mark();
    };
    mark();
    const stops = [
      drawer.stop,
      caption.stop,
      live.subscribe('weights', mark),
      live.subscribe('points', caption.mark),
      onTheme(drawer.mark),
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
    return () => {
      for (const stop of stops) stop();
    };
  }, [words]);

  return (
    <figure className={styles.view} data-votes={encodes}>
      <canvas ref={canvas} className={styles.digit} role="img" aria-label={words.t('plane.digit')} />
      <figcaption className={styles.caption}>
        <p ref={where} className={styles.where} />
        <p ref={what} className={styles.what} />
      </figcaption>
    </figure>
  );
}
