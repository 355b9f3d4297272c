/**
 * MADE in place of the plane that it does not have: digits drawn pixel by pixel, each pixel by the chance that
 * those before it leave it, shown as they are drawn. The one that is pointed at is large beside it (DrawnDigit).
 */

import { useEffect, useRef, useSyncExternalStore } from 'react';
import { isAutoregressive } from '../model/predicates';
import { INPUT_SIZE } from '../model/spec';
import { live } from '../state/live';
import { useStore } from '../state/store';
import { createDrawer, prefersStillness } from '../ui/frame';
import { onTheme } from '../ui/palette';
import { useWords } from '../ui/words';
import { createDigitPainter } from './digit';
import { EASEL, easel } from './easel';
import styles from './PixelByPixel.module.css';

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
  const sheet = useRef<HTMLCanvasElement>(null);
  const again = useRef(() => {});
  const chosen = useSyncExternalStore(easel.subscribe, readChosen);
  useEffect(() => {
    if (!sheet.current) return;
    const painter = createDigitPainter(sheet.current, EASEL);
    let finishedAt = 0;
    let waiting: ReturnType<typeof setTimeout> | undefined;

    function paint(): void {
      for (let i = 0; i < COUNT; i++) {
        const drawing = easel.drawings[i];
        const [column, row] = [i % EASEL.columns, Math.floor(i / EASEL.columns)];
        painter.paint(drawing?.pixels ?? null, column, row, drawing?.drawn);
      }
    }
    const drawer = createDrawer(() => {
      const start = performance.now();
      const still = prefersStillness();
      if (!easel.finished) {
        easel.advance(still ? INPUT_SIZE : PIXELS_A_FRAME, () => performance.now() - start > BUDGET_MS);
        if (easel.finished) finishedAt = performance.now();
      }
      const more = easel.drawings.length > 0 && !easel.finished;
      // Who asks for less motion sees them when they are done.
      if (!still || !more) paint();
      return more;
    });
    again.current = () => {
      const { weights } = live.get();
      const { spec, config } = useStore.getState().run;
      if (weights && isAutoregressive(spec)) easel.begin(spec, weights.decoder, config.seed);
      drawer.mark();
    };
    /** Other weights: what is drawn now is finished and stands for its time, then others are drawn. */
    function renew(): void {
      waiting = undefined;
      if (!live.get().weights) easel.clear();
      const busy = easel.drawings.length > 0 && !easel.finished;
      const left = finishedAt + STAND_MS - performance.now();
      if (busy || (easel.finished && left > 0)) waiting = setTimeout(renew, busy ? STAND_MS : left);
      else again.current();
    }
    renew();
    const stops = [
      drawer.stop,
      live.subscribe('weights', () => {
        if (!live.get().weights) clearTimeout(waiting);
        else if (waiting !== undefined) return;
        renew();
      }),
      onTheme(drawer.mark),
      () => clearTimeout(waiting),
      easel.clear,
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <section className={styles.region} aria-label={t('plane.title')}>
      <p>{t('made.noPlane')}</p>
      <div className={styles.room}>
        <div className={styles.easel}>
          <canvas ref={sheet} role="img" aria-label={t('made.sheet')} />
          <fieldset aria-label={t('made.choose')}>
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
      <button type="button" onClick={() => again.current()}>
        {t('made.again')}
      </button>
    </section>
  );
}
