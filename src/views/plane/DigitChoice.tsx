/** The class that a conditional model draws, on the plane, at the probes and along the path. */

import { CLASSES } from '../../model/spec';
import { chooseLabel } from '../../state/actions';
import { useStore } from '../../state/store';
import { Choices } from '../../ui/Choices';
import { useWords } from '../../ui/words';
import { labelName } from '../words';
import styles from './DigitChoice.module.css';

const LABELS = Array.from({ length: CLASSES }, (_, label) => label);

export function DigitChoice() {
  const words = useWords();
  const chosen = useStore((s) => s.label);
  return (
    <Choices
      legend={words.t('plane.draws')}
      options={LABELS}
      chosen={chosen}
      onChoose={chooseLabel}
      textOf={String}
      nameOf={(label) => labelName(label, words)}
      className={styles.choice}
    />
  );
}
