/** The class that a conditional model draws, on the plane, at the probes and along the path. */

import { chooseLabel } from '../../state/actions';
import { useStore } from '../../state/store';
import { useWords } from '../../ui/words';
import { ClassChoice } from '../ClassChoice';
import styles from './DigitChoice.module.css';

export function DigitChoice() {
  const { t } = useWords();
  const chosen = useStore((s) => s.label);
  const count = useStore((s) => s.run.spec.data.classes);
  return (
    <ClassChoice
      legend={t('plane.draws')}
      count={count}
      chosen={chosen}
      onChoose={chooseLabel}
      className={styles.choice}
    />
  );
}
