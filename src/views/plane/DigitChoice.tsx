/** Which class a conditional model draws: on the whole plane, at the probes and along the path. */

import { CLASSES } from '../../model/spec';
import { chooseLabel } from '../../state/actions';
import { useStore } from '../../state/store';
import { useWords } from '../../ui/words';
import { labelName } from '../words';
import styles from './DigitChoice.module.css';

const LABELS = Array.from({ length: CLASSES }, (_, label) => label);

export function DigitChoice() {
  const words = useWords();
  const chosen = useStore((s) => s.label);
  return (
    <fieldset className={styles.choice}>
      <legend>{words.t('plane.draws')}</legend>
      {LABELS.map((label) => (
        <label key={label} title={labelName(label, words)}>
          <input
            type="radio"
            name="plane-label"
            checked={label === chosen}
            aria-label={labelName(label, words)}
            onChange={() => chooseLabel(label)}
          />
          <span aria-hidden="true">{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
