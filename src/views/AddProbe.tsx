/** Adds a probe from elsewhere than the plane. */
import { Later } from '../ui/Later';
import { createLazyPart } from '../ui/lazyPart';
import { Popover } from '../ui/Popover';
import { useWords } from '../ui/words';

const contents = createLazyPart(() => import('./ProbeSources'));

export function AddProbe() {
  const { t } = useWords();
  return (
    <Popover name={t('probe.from')} icon="plus">
      <Later part={contents} />
    </Popover>
  );
}
