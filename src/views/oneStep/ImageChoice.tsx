/** The choice of the image: one of each class, and others of the same classes. */
import { useMemo, useState } from 'react';
import { type ImageSet, imageAt } from '../../data/images';
import { MOST_CLASSES } from '../../experiment/labels';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import { useWords } from '../../ui/words';
import { CellButton, Sheet } from '../Sheet';
import { useDrawing } from '../useDrawing';
import { labelName } from '../words';
import { words } from './words';

const SHOWN = 10;
const SHAPE = { columns: SHOWN, rows: 1, gap: 3 };

/**
 * The n-th image of each class, counted anew after the last; of more than ten classes, the n-th ten of those. The n-th ten
 * images where classes are unknown.
 */
export function offeredImages({ labels, count }: ImageSet, round: number): number[] {
  if (!labels) {
    const first = (round * SHOWN) % Math.max(1, count);
    return Array.from({ length: SHOWN }, (_, i) => first + i).filter((i) => i < count);
  }
  const ofClass: number[][] = Array.from({ length: MOST_CLASSES }, () => []);
  for (let i = 0; i < count; i++) ofClass[labels[i]]?.push(i);
  const found = ofClass.filter((all) => all.length > 0);
  const parts = Math.max(1, Math.ceil(found.length / SHOWN));
  const from = (round % parts) * SHOWN;
  const turn = Math.floor(round / parts);
  return found.slice(from, from + SHOWN).map((all) => all[turn % all.length]);
}

export function ImageChoice(props: { test: ImageSet; chosen: number; onChoose: (image: number) => void }) {
  const { test, chosen, onChoose } = props;
  const all = useWords(words);
  const { t } = all;
  const [round, setRound] = useState(0);
  const images = useMemo(() => {
    const offered = offeredImages(test, round);
    // The present image takes the place of another of its class.
    const label = test.labels?.[chosen];
    const at = offered.findIndex((image) => test.labels?.[image] === label);
    if (round === 0 && at >= 0 && !offered.includes(chosen)) offered[at] = chosen;
    return offered;
  }, [test, round, chosen]);
  const sheet = useDrawing(
    (painter) => {
      images.forEach((image, i) => {
        painter.paint(imageAt(test, image), i);
      });
      return false;
    },
    { sheet: SHAPE },
    [images, test],
  );
  const nameOf = (index: number) => {
    const label = test.labels?.[index];
    return label === undefined
      ? t('slowly.image', { index })
      : t('slowly.image.label', { index, label: labelName(label, all) });
  };
  return (
    <div className={classes(layout.row, layout.wrap, layout.fixed)}>
      <div style={{ width: 'min(24rem, 100%)' }}>
        <Sheet shape={SHAPE} canvas={sheet} label={t('slowly.choose')}>
          {images.map((image) => (
            <li key={image}>
              <CellButton
                of="input"
                name={nameOf(image)}
                strong={image === chosen}
                aria-pressed={image === chosen}
                onClick={() => onChoose(image)}
              />
            </li>
          ))}
        </Sheet>
      </div>
      <Button look="small" onClick={() => setRound(round + 1)}>
        {t('slowly.others')}
      </Button>
      <span aria-live="polite">{nameOf(chosen)}</span>
    </div>
  );
}
