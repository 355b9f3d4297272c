/** A film along the path. */
import { useStore } from '../../state/store';
import { useWords } from '../../ui/words';
import { PathExport } from '../PathExport';
import { words } from './words';

export function Film() {
  const { t } = useWords(words);
  const some = useStore((s) => (s.path?.length ?? 0) > 1);
  if (!some) return <p>{t('share.film.none')}</p>;
  return (
    <>
      <p>{t('share.film.text')}</p>
      <PathExport kinds={['gif', 'video']} />
    </>
  );
}
