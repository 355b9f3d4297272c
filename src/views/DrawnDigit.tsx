/** One of the digits that MADE draws, large, as far as it has come: where other models show the digit at a probe. */
import { useEffect, useRef } from 'react';
import { IMAGE_SIDE } from '../model/spec';
import { createDrawer, prefersStillness, WORDS } from '../ui/frame';
import { onTheme } from '../ui/palette';
import { useWords } from '../ui/words';
import styles from './DigitView.module.css';
import { createDigitPainter } from './digit';
import { easel } from './easel';

export function DrawnDigit() {
  const words = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const where = useRef<HTMLParagraphElement>(null);
  const what = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (!canvas.current) return;
    const painter = createDigitPainter(canvas.current);
    const drawer = createDrawer(() => {
      const drawing = easel.drawings[easel.chosen];
      if (prefersStillness() && drawing && !easel.finished) return false;
      painter.paint(drawing?.pixels ?? null, 0, 0, drawing?.drawn);
      return false;
    });
    const caption = createDrawer(() => {
      const { drawn, finished, chosen } = easel;
      if (where.current) where.current.textContent = words.t('made.digit', { index: chosen + 1 });
      if (!what.current) return false;
      const place = { row: Math.floor(drawn / IMAGE_SIDE) + 1, column: (drawn % IMAGE_SIDE) + 1 };
      what.current.textContent =
        easel.drawings.length === 0
          ? words.t('plane.noDigit')
          : finished
            ? words.t('made.drawn')
            : words.t('made.next', place);
      return false;
    }, WORDS);
    const mark = () => {
      drawer.mark();
      caption.mark();
    };
    mark();
    const stops = [drawer.stop, caption.stop, easel.subscribe(mark), onTheme(drawer.mark)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [words]);
  return (
    <figure className={styles.view}>
      <canvas ref={canvas} className={styles.digit} role="img" aria-label={words.t('made.large')} />
      <figcaption className={styles.caption}>
        <p ref={where} className={styles.where} />
        <p ref={what} className={styles.what} />
      </figcaption>
    </figure>
  );
}
