/** How many draws look like each class, as ten bars: mode collapse shows as a number. */

import { COVERED } from '../../analysis/coverage';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { labelName } from '../../views/words';
import styles from './CoverageBars.module.css';
import { COUNTED } from './sampler';
import { words as ofUse } from './words';

/** `counts` by class; `busy`: other draws are being classified. */
export function CoverageBars({ counts, busy }: { counts: readonly number[]; busy: boolean }) {
  const words = useWords(ofUse);
  const most = Math.max(1, ...counts);
  return (
    <figure className={styles.coverage} aria-busy={busy}>
      <ol className={styles.bars}>
        {counts.map((count, label) => {
          const name = words.t('samples.class', { label: labelName(label, words), count });
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a class is identified by its index
            <li key={label} data-covered={count >= COVERED * COUNTED} title={name}>
              <div className={classes(layout.column, layout.joined)}>
                <span className={classes(layout.fixed, text.quiet)}>{words.number.plain(count)}</span>
                <span
                  className={styles.bar}
                  style={{ height: `${(100 * count) / most}%`, background: `var(--class-${label})` }}
                />
              </div>
              <span className={styles.label}>{label}</span>
            </li>
          );
        })}
      </ol>
    </figure>
  );
}
