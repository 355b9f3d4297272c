/** Ten classes with colour and numeral; a press hides one or shows it again. */
import { type CSSProperties, useEffect, useState } from 'react';
import { useStore } from '../../state/store';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import { useWords } from '../../ui/words';
import { labelName } from '../words';
import styles from './Legend.module.css';
import type { Stage } from './stage';

const LABELS = Array.from({ length: 10 }, (_, i) => i);

export function Legend({ stage }: { stage: Stage | null }) {
  const words = useWords();
  const { t } = words;
  // With other data the classes have other names.
  useStore((s) => s.data.id ?? s.run.config.dataset);
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => stage?.setHidden(hidden), [stage, hidden]);
  const toggle = (label: number) => {
    const next = new Set(hidden);
    if (!next.delete(label)) next.add(label);
    setHidden(next);
  };
  return (
    <fieldset className={styles.legend} aria-label={t('plane.classes')}>
      {LABELS.map((label) => {
        const name = labelName(label, words);
        const named = name !== String(label);
        return (
          <button
            key={label}
            type="button"
            className={classes(layout.centre, styles.class)}
            aria-label={named ? t('plane.className', { label, name }) : t('plane.class', { label })}
            title={named ? name : undefined}
            aria-pressed={!hidden.has(label)}
            onClick={() => toggle(label)}
          >
            <span
              className={classes(layout.centre, layout.ownColours, styles.disc)}
              style={{ '--fill': `var(--class-${label})` } as CSSProperties}
            >
              {label}
            </span>
          </button>
        );
      })}
    </fieldset>
  );
}
