/** A test digit to be damaged by hand, and what the model restores of it by one pass and by repeated ones. */

import { useEffect, useRef, useState } from 'react';
import { onTheme } from '../../ui/palette';
import { useWords } from '../../ui/words';
import { createDigitPainter } from '../../views/digit';
import { Brushes } from '../../views/pad/Brushes';
import { Pad } from '../../views/pad/Pad';
import tools from '../../views/pad/Pad.module.css';
import type { Brush } from '../../views/pad/sheet';
import { damageAll, damagePatch, followBench, mend, sheet, takeDigit, useBench } from './bench';
import { SHOWN, squaredError } from './passes';
import styles from './View.module.css';
import { words as ofUse } from './words';

const BRUSHES: readonly Brush[] = ['noise', 'erase'];

export default function Restoration() {
  const { t, lang, number } = useWords(ofUse);
  const [brush, setBrush] = useState<Brush>('noise');
  const { clean, damaged, restored } = useBench();
  useEffect(followBench, []);
  const error = (image: Uint8Array | null | undefined) => {
    const sum = image && clean ? squaredError(image, clean) : null;
    return sum === null ? '–' : number.fixed(sum, sum < 10 ? 1 : 0);
  };

  if (!clean)
    return (
      <section aria-label={t('restoration.region')} lang={lang('restoration.region')}>
        <p className={styles.sentence}>{t('restoration.empty')}</p>
      </section>
    );
  return (
    <section
      className={styles.restoration}
      aria-label={t('restoration.region')}
      lang={lang('restoration.region')}
    >
      <div className={styles.layout}>
        <figure>
          <Pad sheet={sheet} brush={brush} name={t('restoration.pad')} onClear={mend} />
          <figcaption className={styles.caption}>
            <span>{t('restoration.damaged')}</span>
            <strong title={t('restoration.error')}>{error(damaged)}</strong>
          </figcaption>
        </figure>
        <ol className={styles.passes}>
          {SHOWN.map((count, i) => {
            const image = restored?.images[i] ?? null;
            return (
              <li key={count} className={styles.caption}>
                <Digit
                  bytes={image}
                  className={styles.restored}
                  name={t('restoration.cell', { count, error: error(image) })}
                />
                <span aria-hidden="true">{t('plane.passes', { count })}</span>
                <strong aria-hidden="true" title={t('restoration.error')}>
                  {error(image)}
                </strong>
              </li>
            );
          })}
          <li className={styles.caption}>
            <Digit bytes={clean} className={styles.clean} name={t('restoration.clean')} />
            <span aria-hidden="true">{t('restoration.clean')}</span>
          </li>
        </ol>
        <p className={styles.sentence}>{t('restoration.sentence')}</p>
      </div>
      <div className={`${tools.tools} ${styles.tools}`}>
        <Brushes offered={BRUSHES} chosen={brush} choose={setBrush} />
        {(
          [
            ['noise', damageAll],
            ['patch', damagePatch],
            ['mend', mend],
            ['other', takeDigit],
          ] as const
        ).map(([name, act]) => (
          <button key={name} type="button" onClick={act}>
            {t(`restoration.${name}`)}
          </button>
        ))}
      </div>
    </section>
  );
}

function Digit({ bytes, name, className }: { bytes: Uint8Array | null; name: string; className: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!canvas.current) return;
    const painter = createDigitPainter(canvas.current);
    const paint = () => painter.paint(bytes);
    paint();
    return onTheme(paint);
  }, [bytes]);
  return <canvas ref={canvas} className={className} role="img" aria-label={name} />;
}
