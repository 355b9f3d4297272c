/** Which class a conditional model draws: on the whole plane, at the probes and along the path. */
import { useText } from '../../app/i18n';
import { CLASSES } from '../../model/spec';
import { chooseLabel } from '../../state/actions';
import { useStore } from '../../state/store';
import { labelName } from '../words';
import styles from './DigitChoice.module.css';

const LABELS = Array.from({ length: CLASSES }, (_, label) => label);

export function DigitChoice() {
  const { t, say } = useText();
  const chosen = useStore((s) => s.label);
  return (
    <fieldset className={styles.choice}>
      <legend>{t('plane.draws')}</legend>
      {LABELS.map((label) => (
        <label key={label} title={labelName(label, say)}>
          <input
            type="radio"
            name="plane-label"
            checked={label === chosen}
            aria-label={labelName(label, say)}
            onChange={() => chooseLabel(label)}
          />
          <span aria-hidden="true">{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
