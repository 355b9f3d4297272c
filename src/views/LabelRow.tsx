/** What a conditional decoder draws at the selected probe with each of the ten labels. */

import { CLASSES, INPUT_SIZE } from '../model/spec';
import { live } from '../state/live';
import { selectedProbe } from '../state/probes';
import { decodePublished } from '../state/published';
import { useStore } from '../state/store';
import { classes } from '../ui/classes';
import { FRAME_INTERVAL } from '../ui/frame';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { Cell, Sheet } from './Sheet';
import { useDrawing } from './useDrawing';
import { labelName } from './words';

const LABELS = Array.from({ length: CLASSES }, (_, label) => label);
const SHEET = { columns: CLASSES, rows: 1, gap: 2 };

export function LabelRow() {
  const words = useWords();
  const { t } = words;
  const chosen = useStore((s) => s.label);
  const sheet = useDrawing(
    (painter) => {
      const pixels = new Float32Array(INPUT_SIZE);
      const { z } = selectedProbe(useStore.getState());
      for (const label of LABELS) painter.paint(decodePublished(z, pixels, 1, label) ? pixels : null, label);
      return false;
    },
    {
      sheet: SHEET,
      every: FRAME_INTERVAL,
      when: (mark) => [
        live.subscribe('weights', mark),
        useStore.subscribe((s, before) => {
          if (s.probes !== before.probes || s.selectedProbe !== before.selectedProbe) mark();
        }),
      ],
    },
    [],
  );
  return (
    <section className={classes(layout.column, text.small)} aria-label={t('plane.everyLabel')}>
      <p className={text.quiet}>{t('plane.everyLabel')}</p>
      <Sheet shape={SHEET} canvas={sheet}>
        {LABELS.map((label) => (
          <li key={label}>
            <Cell of="decoder" name={labelName(label, words)} strong={label === chosen} />
          </li>
        ))}
      </Sheet>
    </section>
  );
}
