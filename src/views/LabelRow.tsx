/** What a conditional decoder draws at the selected probe with each of the labels. */

import { sizeNow } from '../state/form';
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

const COLUMNS = 10;

export function LabelRow() {
  const words = useWords();
  const { t } = words;
  const chosen = useStore((s) => s.label);
  const count = useStore((s) => s.run.spec.data.classes);
  const columns = Math.min(count, COLUMNS);
  const shape = { columns, rows: Math.ceil(count / columns), gap: 2 };
  const sheet = useDrawing(
    (painter) => {
      const pixels = new Float32Array(sizeNow());
      const { z } = selectedProbe(useStore.getState());
      for (let label = 0; label < count; label++) {
        const decoded = decodePublished(z, pixels, 1, label);
        painter.paint(decoded ? pixels : null, label % columns, Math.floor(label / columns));
      }
      return false;
    },
    {
      sheet: shape,
      every: FRAME_INTERVAL,
      when: (mark) => [
        live.subscribe('weights', mark),
        useStore.subscribe((s, before) => {
          if (s.probes !== before.probes || s.selectedProbe !== before.selectedProbe) mark();
        }),
      ],
    },
    [count, columns],
  );
  const inColumn = (x: number) =>
    Array.from({ length: count }, (_, label) => label).filter((label) => label % columns === x);
  return (
    <section className={classes(layout.column, text.small)} aria-label={t('plane.everyLabel')}>
      <p className={text.quiet}>{t('plane.everyLabel')}</p>
      <Sheet shape={shape} canvas={sheet}>
        {Array.from({ length: columns }, (_, x) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is identified by its place
          <li key={x}>
            {inColumn(x).map((label) => (
              <Cell key={label} of="decoder" name={labelName(label, words)} strong={label === chosen} />
            ))}
          </li>
        ))}
      </Sheet>
    </section>
  );
}
