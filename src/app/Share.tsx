/** The button of the Share dialog, and the dialog while it is open. */
import { useHides } from '../state/hidden';
import { IconButton } from '../ui/Button';
import { Later } from '../ui/Later';
import { createLazyPart } from '../ui/lazyPart';
import { useWords } from '../ui/words';
import { showShare, useShare } from './share/opened';

const dialog = createLazyPart(() => import('./share/ShareDialog'));

export function ShareButton() {
  const { t } = useWords();
  const open = useShare((s) => s.open);
  if (useHides('share')) return null;
  return (
    <>
      <IconButton icon="share" name={t('bar.share')} aria-haspopup="dialog" onClick={() => showShare(true)} />
      {open && <Later part={dialog} />}
    </>
  );
}
