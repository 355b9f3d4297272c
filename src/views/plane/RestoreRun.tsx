/** Restores the run that the last Reset, Train or opened file replaced. */
import { bringBack } from '../../state/actions';
import { useStore } from '../../state/store';
import { Button } from '../../ui/Button';
import { useWords } from '../../ui/words';

export function RestoreRun() {
  const { t } = useWords();
  const step = useStore((s) => s.replaced?.step);
  if (step === undefined) return null;
  return (
    <Button look="small" onClick={() => void bringBack()}>
      <span aria-hidden="true">↶</span> {t('plane.bringBack', { step })}
    </Button>
  );
}
