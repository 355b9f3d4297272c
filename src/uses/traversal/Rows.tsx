/** Rows of decoded images, each along a direction of the latent space, with the names of the directions as buttons. */

import { offAlong } from '../../latent/vector';
import { partOf, sizeNow } from '../../state/form';
import { live } from '../../state/live';
import { selectedProbe } from '../../state/probes';
import { decodePublished } from '../../state/published';
import { useStore } from '../../state/store';
import { classes } from '../../ui/classes';
import { TEXT_INTERVAL } from '../../ui/frame';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { useDrawing } from '../../views/useDrawing';
import styles from './View.module.css';
import { words as ofUse } from './words';

const COLUMNS = 9;

export interface Row {
  name: string;
  /** A few words beside the name, and the whole sentence for screen readers. */
  short: string;
  label: string;
  /** Of length 1. */
  direction: readonly number[];
  from: number;
  to: number;
  inactive: boolean;
  isAxis: boolean;
  /** Makes it an axis of the plane. */
  show(): void;
}

export function Rows({ rows }: { rows: readonly Row[] }) {
  const { t } = useWords(ofUse);
  const sheet = useDrawing(
    (painter) => {
      const { z } = selectedProbe(useStore.getState());
      const codes = new Float64Array(COLUMNS * z.length);
      const pixels = new Float32Array(COLUMNS * sizeNow());
      rows.forEach(({ direction, from, to }, row) => {
        const rest = offAlong(z, direction);
        for (let i = 0; i < COLUMNS; i++) {
          const at = from + ((to - from) * i) / (COLUMNS - 1);
          codes.set(
            rest.map((value, d) => value + at * direction[d]),
            i * z.length,
          );
        }
        const decoded = decodePublished(codes, pixels, COLUMNS);
        for (let i = 0; i < COLUMNS; i++) painter.paint(decoded ? partOf(pixels, i) : null, i, row);
      });
      return false;
    },
    {
      sheet: { columns: COLUMNS, rows: Math.max(1, rows.length), gap: 2 },
      every: TEXT_INTERVAL,
      when: (mark) => [
        live.subscribe('weights', mark),
        useStore.subscribe((s, before) => {
          if (
            s.probes !== before.probes ||
            s.selectedProbe !== before.selectedProbe ||
            s.label !== before.label
          )
            mark();
        }),
      ],
    },
    [rows],
  );
  return (
    <div className={styles.traversal}>
      <ul className={styles.names}>
        {rows.map(({ name, short, label, inactive, isAxis, show }) => (
          <li key={name}>
            <button
              type="button"
              className={classes(layout.item, styles.name, inactive && text.quiet)}
              aria-pressed={isAxis}
              aria-label={label}
              title={t('traversal.axis')}
              onClick={show}
            >
              <strong className={text.latent}>{name}</strong> {short}
            </button>
          </li>
        ))}
      </ul>
      <canvas ref={sheet} role="img" aria-label={t('traversal.sheet')} />
    </div>
  );
}
