/** Brings back the run that the last Reset, Train or opened file replaced. */
import { bringBack } from '../../state/actions';
import { useStore } from '../../state/store';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { useWords } from '../../ui/words';
import styles from '../LatentPlane.module.css';

export function BringBack() {
  const { t } = useWords();
  const step = useStore((s) => s.replaced?.step);
  if (step === undefined) return null;
  return (
    <Button className={styles.back} onClick={() => void bringBack()}>
      <Icon name="back" size={16} />
      {t('plane.bringBack', { step })}
    </Button>
  );
}
