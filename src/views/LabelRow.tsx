/** What a conditional decoder draws at the selected probe with each of the labels; of many, with the ten around the chosen one. */

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

const MOST = 10;

export function LabelRow() {
  const words = useWords();
  const { t } = words;
  const chosen = useStore((s) => s.label);
  const count = useStore((s) => s.run.spec.data.classes);
  const columns = Math.min(count, MOST);
  const first = Math.min(columns * Math.floor(chosen / columns), count - columns);
  const labels = Array.from({ length: columns }, (_, x) => first + x);
  const shape = { columns, rows: 1, gap: 2 };
  const sheet = useDrawing(
    (painter) => {
      const pixels = new Float32Array(sizeNow());
      const { z } = selectedProbe(useStore.getState());
      labels.forEach((label, x) => {
        painter.paint(decodePublished(z, pixels, 1, label) ? pixels : null, x);
      });
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
    [first, columns],
  );
  const title =
    columns === count
      ? t('plane.everyLabel')
      : t('plane.someLabels', {
          first: labelName(first, words),
          last: labelName(first + columns - 1, words),
        });
  return (
    <section className={classes(layout.column, text.small)} aria-label={title}>
      <p className={text.quiet}>{title}</p>
      <Sheet shape={shape} canvas={sheet}>
        {labels.map((label) => (
          <li key={label}>
            <Cell of="decoder" name={labelName(label, words)} strong={label === chosen} />
          </li>
        ))}
      </Sheet>
    </section>
  );
}
