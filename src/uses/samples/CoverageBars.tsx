/** How many draws look like each class, as a bar each: mode collapse shows as a number. */

import { COVERED } from '../../analysis/coverage';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import { palette } from '../../ui/palette';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { classSign, labelName } from '../../views/words';
import styles from './CoverageBars.module.css';
import { words as ofUse } from './words';

/** Bars in a row. */
const MOST = 16;

/** `counts` by class; `busy`: other draws are being classified. */
export function CoverageBars({ counts, busy }: { counts: readonly number[]; busy: boolean }) {
  const words = useWords(ofUse);
  const most = Math.max(1, ...counts);
  const drawn = counts.reduce((sum, count) => sum + count, 0);
  return (
    <figure className={styles.coverage} aria-busy={busy}>
      <ol
        className={styles.bars}
        style={{ gridTemplateColumns: `repeat(${Math.min(counts.length, MOST)}, minmax(0, 1fr))` }}
      >
        {counts.map((count, label) => {
          const name = words.t('samples.class', { label: labelName(label, words), count });
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a class is identified by its index
            <li key={label} data-covered={count >= COVERED * drawn} title={name}>
              <div className={classes(layout.column, layout.joined)}>
                <span className={classes(layout.fixed, text.quiet)}>{words.number.plain(count)}</span>
                <span
                  className={styles.bar}
                  style={{ height: `${(100 * count) / most}%`, background: palette().classes[label] }}
                />
              </div>
              <span className={styles.label}>{classSign(label)}</span>
            </li>
          );
        })}
      </ol>
    </figure>
  );
}
