/**
 * A test digit that the reader damages, and its restoration by one pass through the model and by repeated
 * ones.
 */

import { useEffect, useState } from 'react';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { Brushes } from '../../views/pad/Brushes';
import { Pad } from '../../views/pad/Pad';
import type { Brush } from '../../views/pad/sheet';
import { Digit } from '../../views/Sheet';
import { useDrawing } from '../../views/useDrawing';
import { Details } from '../Details';
import { Finding } from '../Finding';
import { region } from '../region';
import {
  damageAll,
  damagePatch,
  followDamagedDigit,
  sheet,
  takeDigit,
  undoDamage,
  useDamagedDigit,
} from './damagedDigit';
import { findingOf } from './finding';
import { SHOWN, squaredError } from './passes';
import styles from './View.module.css';
import { words as ofUse } from './words';

const BRUSHES: readonly Brush[] = ['noise', 'erase'];

const caption = classes(layout.row, layout.wrap, layout.apart, text.quiet, styles.caption);

export default function Restoration() {
  const words = useWords(ofUse);
  const { t, lang, number } = words;
  const [brush, setBrush] = useState<Brush>('noise');
  const { clean, damaged, restored, step } = useDamagedDigit();
  useEffect(followDamagedDigit, []);
  const errorOf = (image: Uint8Array | null | undefined) =>
    image && clean ? squaredError(image, clean) : null;
  const error = (image: Uint8Array | null | undefined) => {
    const sum = errorOf(image);
    return sum === null ? '–' : number.fixed(sum, sum < 10 ? 1 : 0);
  };

  if (!clean)
    return (
      <section aria-label={t('restoration.region')} lang={lang('restoration.region')}>
        <p className={classes(text.small, text.quiet)}>{t('restoration.empty')}</p>
      </section>
    );
  return (
    <section className={region} aria-label={t('restoration.region')} lang={lang('restoration.region')}>
      <Finding basis={step === null ? [] : [t('restoration.basis'), t('uses.step', { step })]}>
        {findingOf(
          {
            step,
            damaged: errorOf(damaged) ?? 0,
            errors: (restored?.images ?? []).map((image) => errorOf(image) ?? 0),
          },
          words,
        )}
      </Finding>
      <div className={styles.layout}>
        <figure>
          <Pad sheet={sheet} brush={brush} name={t('restoration.pad')} onClear={undoDamage} />
          <figcaption className={caption}>
            <span>{t('restoration.damaged')}</span>
            <span className={text.recon} title={t('restoration.error')}>
              {error(damaged)}
            </span>
          </figcaption>
        </figure>
        <ol className={styles.passes}>
          {SHOWN.map((count, i) => {
            const image = restored?.images[i] ?? null;
            return (
              <li key={count} className={caption}>
                <Picture
                  bytes={image}
                  of="decoder"
                  name={t('restoration.cell', { count, error: error(image) })}
                />
                <span aria-hidden="true">{t('plane.passes', { count })}</span>
                <span className={text.recon} aria-hidden="true" title={t('restoration.error')}>
                  {error(image)}
                </span>
              </li>
            );
          })}
          <li className={caption}>
            <Picture bytes={clean} of="input" name={t('restoration.clean')} />
            <span aria-hidden="true">{t('restoration.clean')}</span>
          </li>
        </ol>
      </div>
      <div className={classes(layout.row, layout.wrap)}>
        <Brushes offered={BRUSHES} chosen={brush} choose={setBrush} />
        {(
          [
            ['noise', damageAll],
            ['patch', damagePatch],
            ['undo', undoDamage],
            ['other', takeDigit],
          ] as const
        ).map(([name, act]) => (
          <Button key={name} look="small" onClick={act}>
            {t(`restoration.${name}`)}
          </Button>
        ))}
      </div>
      <Details roomy>
        <p className={text.quiet}>{t('restoration.sentence')}</p>
      </Details>
    </section>
  );
}

interface PictureProps {
  bytes: Uint8Array | null;
  name: string;
  of: 'input' | 'decoder';
}

function Picture({ bytes, name, of }: PictureProps) {
  const canvas = useDrawing(
    (painter) => {
      painter.paint(bytes);
      return false;
    },
    {},
    [bytes],
  );
  return <Digit of={of} ref={canvas} role="img" aria-label={name} />;
}
