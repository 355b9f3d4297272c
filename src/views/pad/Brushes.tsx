/** Which brush the hand holds. */
import { useId } from 'react';
import { useWords } from '../../ui/words';
import styles from './Pad.module.css';
import type { Brush } from './sheet';
import { words as ofUse } from './words';

export function Brushes(props: { offered: readonly Brush[]; chosen: Brush; choose: (brush: Brush) => void }) {
  const { offered, chosen, choose } = props;
  const { t } = useWords(ofUse);
  const group = useId();
  return (
    <fieldset className={styles.brushes} aria-label={t('pad.brush')}>
      {offered.map((brush) => (
        <label key={brush}>
          <input type="radio" name={group} checked={brush === chosen} onChange={() => choose(brush)} />
          {t(`pad.${brush}`)}
        </label>
      ))}
    </fieldset>
  );
}
