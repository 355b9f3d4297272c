/**
 * In place of the latent plane, which MADE does not have: digits that are generated pixel by pixel, each pixel with its
 * probability given the previous ones, shown while they are generated. The digit under the pointer is shown large
 * beside them (DrawnDigit).
 */

import { useRef, useSyncExternalStore } from 'react';
import { isAutoregressive } from '../model/predicates';
import { sizeNow } from '../state/form';
import { live } from '../state/live';
import { useStore } from '../state/store';
import { Button } from '../ui/Button';
import { classes } from '../ui/classes';
import { prefersReducedMotion } from '../ui/frame';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import type { DigitPainter } from './digit';
import { MADE_SHEET, madeDrawings } from './madeDrawings';
import styles from './PixelByPixel.module.css';
import { useDrawing } from './useDrawing';

const COUNT = MADE_SHEET.columns * MADE_SHEET.rows;
/** A quarter of a row per frame, so that the order is visible; a whole digit takes two seconds. */
const PIXELS_PER_FRAME = 7;
/** Most time per frame, in ms; wide models are slower. */
const BUDGET_MS = 6;
/** How long finished digits stay before new ones are generated during training, in ms. */
const SHOW_MS = 1500;

const readChosen = () => madeDrawings.chosen;

export function PixelByPixel() {
  const { t } = useWords();
  const again = useRef(() => {});
  const finishedAt = useRef(0);
  const chosen = useSyncExternalStore(madeDrawings.subscribe, readChosen);
  const sheet = useDrawing(
    (painter) => {
      const start = performance.now();
      const still = prefersReducedMotion();
      if (!madeDrawings.finished) {
        madeDrawings.advance(
          still ? sizeNow() : PIXELS_PER_FRAME,
          () => performance.now() - start > BUDGET_MS,
        );
        if (madeDrawings.finished) finishedAt.current = performance.now();
      }
      const more = madeDrawings.drawings.length > 0 && !madeDrawings.finished;
      // With reduced motion, only finished digits are shown.
      if (!still || !more) paintAll(painter);
      return more;
    },
    { sheet: MADE_SHEET, when },
    [],
  );

  function when(mark: () => void): (() => void)[] {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    again.current = () => {
      const { weights } = live.get();
      const { spec, config } = useStore.getState().run;
      if (weights && isAutoregressive(spec)) madeDrawings.start(spec, weights.decoder, config.seed);
      mark();
    };
    /** With new weights, the present digits are finished and shown for a while before new ones are generated. */
    function refresh(): void {
      waiting = undefined;
      if (!live.get().weights) madeDrawings.clear();
      const busy = madeDrawings.drawings.length > 0 && !madeDrawings.finished;
      const left = finishedAt.current + SHOW_MS - performance.now();
      if (busy || (madeDrawings.finished && left > 0)) waiting = setTimeout(refresh, busy ? SHOW_MS : left);
      else again.current();
    }
    refresh();
    return [
      live.subscribe('weights', () => {
        if (!live.get().weights) clearTimeout(waiting);
        else if (waiting !== undefined) return;
        refresh();
      }),
      () => clearTimeout(waiting),
      madeDrawings.clear,
    ];
  }

  return (
    <section
      className={classes(layout.column, layout.airy, layout.high, styles.region)}
      aria-label={t('plane.title')}
    >
      <p className={text.quiet}>{t('made.noPlane')}</p>
      <div className={classes(layout.rest, layout.centre, layout.wide, styles.room)}>
        <div className={classes(layout.under, styles.sheet)}>
          <canvas ref={sheet} className={layout.over} role="img" aria-label={t('made.sheet')} />
          <fieldset className={layout.over} aria-label={t('made.choose')}>
            {Array.from({ length: COUNT }, (_, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a digit is identified by its position
              <label key={i} onPointerEnter={() => madeDrawings.choose(i)}>
                <input
                  className={layout.unseen}
                  type="radio"
                  name="made-digit"
                  checked={i === chosen}
                  aria-label={t('made.digit', { index: i + 1 })}
                  onChange={() => madeDrawings.choose(i)}
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
    const drawing = madeDrawings.drawings[i];
    const [column, row] = [i % MADE_SHEET.columns, Math.floor(i / MADE_SHEET.columns)];
    painter.paint(drawing?.pixels ?? null, column, row, drawing?.drawn);
  }
}
