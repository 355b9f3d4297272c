/**
 * What a model without an encoder draws: the same twenty codes of the prior all along, so that one sees them
 * become digits. A conditional model draws two codes, each under every label.
 */
import { useEffect, useRef } from 'react';
import { useText } from '../../../app/i18n';
import { decodePublished } from '../../../decode/published';
import { fillNormal, Purpose } from '../../../math/random';
import { CLASSES, INPUT_SIZE } from '../../../model/spec';
import { live } from '../../../state/live';
import { useStore } from '../../../state/store';
import { createDigitPainter } from '../../digit';
import { createDrawer, EACH_FRAME } from '../../frame';
import { onTheme } from '../../palette';
import styles from '../../sheet.module.css';

const SHEET = { columns: CLASSES, rows: 2, gap: 5 };
/** A step that no run reaches: draws that nobody learns from. */
const BESIDE_ALL_STEPS = 0xffffffff;

export function PriorSamples() {
  const { t } = useText();
  const sheet = useRef<HTMLCanvasElement>(null);
  const conditional = useStore((s) => s.run.spec.condition === 'label');
  useEffect(() => {
    if (!sheet.current) return;
    const painter = createDigitPainter(sheet.current, SHEET);
    const pixels = new Float32Array(INPUT_SIZE);
    const drawer = createDrawer(() => {
      const { spec, config } = useStore.getState().run;
      const z = new Float32Array(SHEET.columns * SHEET.rows * spec.latent);
      fillNormal(z, config.seed, Purpose.prior, BESIDE_ALL_STEPS);
      for (let row = 0; row < SHEET.rows; row++) {
        for (let column = 0; column < SHEET.columns; column++) {
          const code = spec.condition === 'label' ? row : row * SHEET.columns + column;
          const at = z.subarray(code * spec.latent, (code + 1) * spec.latent);
          painter.paint(decodePublished(at, pixels, 1, column) ? pixels : null, column, row);
        }
      }
      return false;
    }, EACH_FRAME);
    drawer.mark();
    const stops = [
      drawer.stop,
      live.subscribe('weights', drawer.mark),
      onTheme(drawer.mark),
      useStore.subscribe((s, before) => {
        if (s.run.spec !== before.run.spec) drawer.mark();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  const sentence = t(conditional ? 'samples.conditional' : 'samples.sentence');
  return (
    <section className={styles.region} aria-label={t('samples.region')}>
      <p>{sentence}</p>
      <div className={styles.sheet}>
        <canvas ref={sheet} className={styles.framed} role="img" aria-label={sentence} />
      </div>
    </section>
  );
}
