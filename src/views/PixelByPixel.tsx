/**
 * MADE in place of the plane that it does not have: digits drawn pixel by pixel, each pixel by the chance that
 * those before it leave it, shown as they are drawn.
 */
import { useEffect, useRef } from 'react';
import { useText } from '../app/i18n';
import { type Drawing, drawImage } from '../decode/made';
import { INPUT_SIZE } from '../model/spec';
import { live } from '../state/live';
import { useStore } from '../state/store';
import { createDigitPainter } from './digit';
import { createDrawer, prefersStillness } from './frame';
import { onTheme } from './palette';
import styles from './samples.module.css';

const SHEET = { columns: 5, rows: 4, gap: 3 };
const COUNT = SHEET.columns * SHEET.rows;
/** A row of an image and a bit in a frame, so that one sees the order; the whole takes half a second. */
const PIXELS_A_FRAME = 30;
/** How long finished digits stand before others are drawn while the model learns, in ms. */
const STAND_MS = 1500;

export function PixelByPixel() {
  const { t } = useText();
  const sheet = useRef<HTMLCanvasElement>(null);
  const again = useRef(() => {});
  useEffect(() => {
    if (!sheet.current) return;
    const painter = createDigitPainter(sheet.current, SHEET);
    let drawings: Drawing[] = [];
    let sample = 0;
    let stood = 0;
    let waiting: ReturnType<typeof setTimeout> | undefined;

    /** Begins anew with the weights of now; they must not change under a drawing. */
    function begin(): boolean {
      const { weights } = live.get();
      const { spec, config } = useStore.getState().run;
      if (!weights || spec.family !== 'made') return false;
      const own = weights.decoder.slice();
      drawings = Array.from({ length: COUNT }, () => drawImage(spec, own, config.seed, sample++));
      return true;
    }

    const drawer = createDrawer(() => {
      if (drawings.length === 0 && !begin()) return false;
      const pixels = prefersStillness() ? INPUT_SIZE : PIXELS_A_FRAME;
      drawings.forEach((drawing, i) => {
        drawing.next(pixels);
        painter.paint(drawing.pixels, i % SHEET.columns, Math.floor(i / SHEET.columns));
      });
      if (drawings[0].drawn < INPUT_SIZE) return true;
      stood = performance.now();
      return false;
    });
    function renew(): void {
      waiting = undefined;
      const busy = drawings.length > 0 && drawings[0].drawn < INPUT_SIZE;
      if (busy) waiting = setTimeout(renew, STAND_MS);
      else again.current();
    }
    again.current = () => {
      drawings = [];
      drawer.mark();
    };
    drawer.mark();
    const stops = [
      drawer.stop,
      live.subscribe('weights', () => {
        // Once what is drawn now has stood for its time, with whatever weights there are then.
        const wait = drawings.length === 0 ? 0 : Math.max(0, stood + STAND_MS - performance.now());
        waiting ??= setTimeout(renew, wait);
      }),
      onTheme(drawer.mark),
      () => clearTimeout(waiting),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <section className={styles.made} aria-label={t('plane.title')}>
      <p>{t('made.noPlane')}</p>
      <canvas ref={sheet} role="img" aria-label={t('made.sheet')} />
      <button type="button" onClick={() => again.current()}>
        {t('made.again')}
      </button>
    </section>
  );
}
