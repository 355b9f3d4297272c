/** Films: along the path, and of the training. */
import { useState } from 'react';
import { useStore } from '../../state/store';
import { Choices } from '../../ui/Choices';
import { useWords } from '../../ui/words';
import { PathExport } from '../PathExport';
import { TrainingFilm } from './TrainingFilm';
import { words } from './words';

const FILMS = ['training', 'path'] as const;

export function Film() {
  const { t } = useWords(words);
  const [film, setFilm] = useState<(typeof FILMS)[number]>('training');
  return (
    <>
      <Choices
        legend={t('share.film.of')}
        options={FILMS}
        chosen={film}
        onChoose={setFilm}
        textOf={(one) => t(`share.film.${one}`)}
      />
      {film === 'training' ? <TrainingFilm /> : <PathFilm />}
    </>
  );
}

function PathFilm() {
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
