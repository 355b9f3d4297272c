/** The choice of the plane's slice through a latent of more than two numbers. */
import { useStore } from '../../state/store';
import { Later } from '../../ui/Later';
import { createLazyPart } from '../../ui/lazyPart';
import { Popover } from '../../ui/Popover';
import { useWords } from '../../ui/words';

const contents = createLazyPart(() => import('./SliceContents'));

export function SliceMenu() {
  const { t } = useWords();
  const latent = useStore((s) => s.run.spec.latent);
  return (
    <Popover name={t('slice.title', { latent })} icon="slice" up>
      <Later part={contents} />
    </Popover>
  );
}
