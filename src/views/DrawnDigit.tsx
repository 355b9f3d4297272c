/**
 * One of the digits that MADE is generating, large and as far as it is finished; in place of DigitView for models
 * without a latent space.
 */

import { useRef } from 'react';
import { formNow } from '../state/form';
import { classes } from '../ui/classes';
import { prefersReducedMotion, TEXT_INTERVAL } from '../ui/frame';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useDrawer, type When } from '../ui/useDrawer';
import { useWords } from '../ui/words';
import styles from './DigitView.module.css';
import { madeDrawings } from './madeDrawings';
import { Digit } from './Sheet';
import { useDrawing } from './useDrawing';

const whenDrawn: When = (mark) => [madeDrawings.subscribe(mark)];

export function DrawnDigit() {
  const words = useWords();
  const where = useRef<HTMLParagraphElement>(null);
  const what = useRef<HTMLParagraphElement>(null);
  const canvas = useDrawing(
    (painter) => {
      const drawing = madeDrawings.drawings[madeDrawings.chosen];
      if (prefersReducedMotion() && drawing && !madeDrawings.finished) return false;
      painter.paint(drawing?.pixels ?? null, 0, 0, drawing?.drawn);
      return false;
    },
    { when: whenDrawn },
    [],
  );
  useDrawer(
    () => {
      const { drawn, finished, chosen } = madeDrawings;
      if (where.current) where.current.textContent = words.t('made.digit', { index: chosen + 1 });
      if (!what.current) return;
      const { side, channels } = formNow();
      const pixel = Math.floor(drawn / channels);
      const place = { row: Math.floor(pixel / side) + 1, column: (pixel % side) + 1 };
      what.current.textContent =
        madeDrawings.drawings.length === 0
          ? words.t('plane.noDigit')
          : finished
            ? words.t('made.drawn')
            : words.t('made.next', place);
    },
    whenDrawn,
    TEXT_INTERVAL,
    [words],
  );
  return (
    <figure className={classes(layout.row, layout.airy, styles.view)}>
      <Digit of="decoder" ref={canvas} role="img" aria-label={words.t('made.large')} />
      <figcaption>
        <p ref={where} className={text.strong} />
        <p ref={what} className={text.quiet} />
      </figcaption>
    </figure>
  );
}
