/** Which brush the hand holds. */
import { useId } from 'react';
import { useText } from '../../../app/i18n';
import styles from './Pad.module.css';
import type { Brush } from './sheet';

export function Brushes(props: { offered: readonly Brush[]; chosen: Brush; choose: (brush: Brush) => void }) {
  const { offered, chosen, choose } = props;
  const { t } = useText();
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
