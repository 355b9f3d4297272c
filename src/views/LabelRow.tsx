/** The same code under every label: what a conditional decoder draws at the selected probe, ten classes in a row. */
import { useEffect, useRef } from 'react';
import { decodePublished } from '../decode/published';
import { CLASSES, INPUT_SIZE } from '../model/spec';
import { live } from '../state/live';
import { selectedProbe } from '../state/probes';
import { useStore } from '../state/store';
import { createDrawer, EACH_FRAME } from '../ui/frame';
import { onTheme } from '../ui/palette';
import { useWords } from '../ui/words';
import { createDigitPainter } from './digit';
import styles from './sheet.module.css';
import { labelName } from './words';

const LABELS = Array.from({ length: CLASSES }, (_, label) => label);
const SHEET = { columns: CLASSES, rows: 1, gap: 2 };

export function LabelRow() {
  const words = useWords();
  const { t } = words;
  const sheet = useRef<HTMLCanvasElement>(null);
  const chosen = useStore((s) => s.label);
  useEffect(() => {
    if (!sheet.current) return;
    const painter = createDigitPainter(sheet.current, SHEET);
    const pixels = new Float32Array(INPUT_SIZE);
    const drawer = createDrawer(() => {
      const { z } = selectedProbe(useStore.getState());
      for (const label of LABELS) painter.paint(decodePublished(z, pixels, 1, label) ? pixels : null, label);
      return false;
    }, EACH_FRAME);
    drawer.mark();
    const stops = [
      drawer.stop,
      live.subscribe('weights', drawer.mark),
      onTheme(drawer.mark),
      useStore.subscribe((s, before) => {
        if (s.probes !== before.probes || s.selectedProbe !== before.selectedProbe) drawer.mark();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <section className={styles.labels} aria-label={t('plane.everyLabel')}>
      <p>{t('plane.everyLabel')}</p>
      <div className={styles.sheet}>
        <canvas ref={sheet} />
        <ol style={{ gridTemplateColumns: `repeat(${CLASSES}, 1fr)` }}>
          {LABELS.map((label) => (
            <li key={label} data-chosen={label === chosen}>
              <span role="img" aria-label={labelName(label, words)} title={labelName(label, words)} />
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
