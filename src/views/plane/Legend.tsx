/** Ten classes with colour and numeral; a press hides one or shows it again. */
import { type CSSProperties, useEffect, useState } from 'react';
import { useText } from '../../app/i18n';
import styles from './Legend.module.css';
import type { Stage } from './stage';

const LABELS = Array.from({ length: 10 }, (_, i) => i);

export function Legend({ stage }: { stage: Stage | null }) {
  const { t } = useText();
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => stage?.setHidden(hidden), [stage, hidden]);
  const toggle = (label: number) => {
    const next = new Set(hidden);
    if (!next.delete(label)) next.add(label);
    setHidden(next);
  };
  return (
    <fieldset className={styles.legend} aria-label={t('plane.classes')}>
      {LABELS.map((label) => (
        <button
          key={label}
          type="button"
          className={styles.class}
          aria-label={t('plane.class', { label })}
          aria-pressed={!hidden.has(label)}
          onClick={() => toggle(label)}
        >
          <span className={styles.disc} style={{ '--fill': `var(--class-${label})` } as CSSProperties}>
            {label}
          </span>
        </button>
      ))}
    </fieldset>
  );
}
