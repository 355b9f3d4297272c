/** The choice of a brush. */
import { Choices } from '../../ui/Choices';
import { useWords } from '../../ui/words';
import type { Brush } from './sheet';
import { words as ofUse } from './words';

export function Brushes(props: { offered: readonly Brush[]; chosen: Brush; choose: (brush: Brush) => void }) {
  const { offered, chosen, choose } = props;
  const { t } = useWords(ofUse);
  return (
    <Choices
      aria-label={t('pad.brush')}
      options={offered}
      chosen={chosen}
      onChoose={choose}
      textOf={(brush) => t(`pad.${brush}`)}
    />
  );
}
