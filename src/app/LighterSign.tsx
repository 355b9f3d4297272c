/** The sign that the screen is lighter at present; a click ends that, for this browser. */
import { changePreferences } from '../state/preferences';
import { useStore } from '../state/store';
import { IconButton } from '../ui/Button';
import { useWords } from '../ui/words';

export function LighterSign() {
  const { t } = useWords();
  const lighter = useStore((s) => s.lighter);
  if (!lighter) return null;
  return (
    <IconButton
      icon="lighter"
      name={t('lighter.now')}
      title={t('lighter.why')}
      onClick={() => changePreferences({ lighter: 'never' })}
    />
  );
}
