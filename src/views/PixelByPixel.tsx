/**
 * MADE in place of the plane that it does not have: digits drawn pixel by pixel, each pixel by the chance that
 * those before it leave it, shown as they are drawn. The one that is pointed at is large beside it (DrawnDigit).
 */

import { useRef, useSyncExternalStore } from 'react';
import { isAutoregressive } from '../model/predicates';
import { INPUT_SIZE } from '../model/spec';
import { live } from '../state/live';
import { useStore } from '../state/store';
import { Button } from '../ui/Button';
import { classes } from '../ui/classes';
import { prefersStillness } from '../ui/frame';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import type { DigitPainter } from './digit';
import { EASEL, easel } from './easel';
import styles from './PixelByPixel.module.css';
import { useDrawing } from './useDrawing';

const COUNT = EASEL.columns * EASEL.rows;
/** A quarter of a row in a frame, so that one sees the order; the whole takes two seconds. */
const PIXELS_A_FRAME = 7;
/** Of a frame at most; wide models come on more slowly. */
const BUDGET_MS = 6;
/** How long finished digits stand before others are drawn while the model learns, in ms. */
const STAND_MS = 1500;

const readChosen = () => easel.chosen;

export function PixelByPixel() {
  const { t } = useWords();
  const again = useRef(() => {});
  const finishedAt = useRef(0);
  const chosen = useSyncExternalStore(easel.subscribe, readChosen);
  const sheet = useDrawing(
    (painter) => {
      const start = performance.now();
      const still = prefersStillness();
      if (!easel.finished) {
        easel.advance(still ? INPUT_SIZE : PIXELS_A_FRAME, () => performance.now() - start > BUDGET_MS);
        if (easel.finished) finishedAt.current = performance.now();
      }
      const more = easel.drawings.length > 0 && !easel.finished;
      // Who asks for less motion sees them when they are done.
      if (!still || !more) paintAll(painter);
      return more;
    },
    { sheet: EASEL, when },
    [],
  );

  function when(mark: () => void): (() => void)[] {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    again.current = () => {
      const { weights } = live.get();
      const { spec, config } = useStore.getState().run;
      if (weights && isAutoregressive(spec)) easel.begin(spec, weights.decoder, config.seed);
      mark();
    };
    /** Other weights: what is drawn now is finished and stands for its time, then others are drawn. */
    function renew(): void {
      waiting = undefined;
      if (!live.get().weights) easel.clear();
      const busy = easel.drawings.length > 0 && !easel.finished;
      const left = finishedAt.current + STAND_MS - performance.now();
      if (busy || (easel.finished && left > 0)) waiting = setTimeout(renew, busy ? STAND_MS : left);
      else again.current();
    }
    renew();
    return [
      live.subscribe('weights', () => {
        if (!live.get().weights) clearTimeout(waiting);
        else if (waiting !== undefined) return;
        renew();
      }),
      () => clearTimeout(waiting),
      easel.clear,
    ];
  }

  return (
    <section className={classes(layout.column, styles.region)} aria-label={t('plane.title')}>
      <p className={text.quiet}>{t('made.noPlane')}</p>
      <div className={classes(layout.rest, layout.centre, styles.room)}>
        <div className={styles.easel}>
          <canvas ref={sheet} className={layout.over} role="img" aria-label={t('made.sheet')} />
          <fieldset className={layout.over} aria-label={t('made.choose')}>
            {Array.from({ length: COUNT }, (_, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a digit is its place on the sheet
              <label key={i} onPointerEnter={() => easel.choose(i)}>
                <input
                  type="radio"
                  name="easel"
                  checked={i === chosen}
                  aria-label={t('made.digit', { index: i + 1 })}
                  onChange={() => easel.choose(i)}
                />
              </label>
            ))}
          </fieldset>
        </div>
      </div>
      <Button onClick={() => again.current()}>{t('made.again')}</Button>
    </section>
  );
}

function paintAll(painter: DigitPainter): void {
  for (let i = 0; i < COUNT; i++) {
    const drawing = easel.drawings[i];
    const [column, row] = [i % EASEL.columns, Math.floor(i / EASEL.columns)];
    painter.paint(drawing?.pixels ?? null, column, row, drawing?.drawn);
  }
}
