/** An image as its code in few bits: how many bytes that takes, and what comes back. */

import { useEffect, useId, useRef, useState } from 'react';
import type { Figure } from '../../i18n/message';
import type { Numbers } from '../../i18n/numbers';
import { INPUT_SIZE } from '../../model/spec';
import { useStore } from '../../state/store';
import { onTheme } from '../../ui/palette';
import { useWords } from '../../ui/words';
import { createDigitPainter } from '../../views/digit';
import { Curve } from './Curve';
import type { Likeness } from './meter';
import { BITS, type Bits, codeBits, IMAGE_BYTES } from './quantise';
import { AVERAGED, SHOWN_BITS, useRates } from './useRates';
import styles from './View.module.css';
import { words as ofUse } from './words';

const USUAL: Bits = 4;
/** The image, and what comes back of it at each rate. */
const SHEET = { columns: 1 + SHOWN_BITS.length, rows: 1, gap: 5 };

export default function Compression() {
  const { t, lang, number } = useWords(ofUse);
  const id = useId();
  const latent = useStore((s) => s.run.spec.latent);
  const labelled = useStore((s) => s.run.spec.condition === 'label');
  const test = useStore((s) => s.data.test);
  const [bits, setBits] = useState<Bits>(USUAL);
  const [index, setIndex] = useState(0);
  const { digit, mean } = useRates(index, bits);

  const short = (n: number): Figure => ({ value: n, text: number.upTo(n, n < 10 ? 2 : 0) });
  const bytesAt = (rate: number) => codeBits(latent, rate, labelled) / 8;
  const rateName = (rate: number) => t('compression.bits', { bits: rate });
  const points = BITS.flatMap((rate) => {
    const likeness = mean.get(rate);
    return likeness && Number.isFinite(likeness.psnr)
      ? [{ bits: rate, bytes: bytesAt(rate), psnr: likeness.psnr }]
      : [];
  });
  const others = Math.min(test?.count ?? 0, 1000);
  return (
    <section className={styles.region} aria-label={t('compression.region')} lang={lang('compression.region')}>
      <div className={styles.layout}>
        <div className={styles.sum}>
          <p title={t('compression.counted')}>
            {t('compression.from', { bytes: IMAGE_BYTES })} <strong>{short(bytesAt(bits)).text}</strong>{' '}
            {t('compression.to', {
              bytes: bytesAt(bits),
              ratio: short(IMAGE_BYTES / bytesAt(bits)),
            })}
          </p>
          <button
            type="button"
            disabled={others < 2}
            onClick={() => setIndex((index + 1 + Math.floor(Math.random() * (others - 1))) % others)}
          >
            {t('compression.other')}
          </button>
        </div>
        <div className={styles.slider}>
          <label htmlFor={id}>{t('compression.precision')}</label>
          <input
            id={id}
            type="range"
            min={0}
            max={BITS.length - 1}
            value={BITS.indexOf(bits)}
            aria-valuetext={t('compression.value', { rate: rateName(bits), bytes: short(bytesAt(bits)) })}
            onChange={(event) => setBits(BITS[event.target.valueAsNumber] ?? USUAL)}
          />
          <output htmlFor={id}>
            {t(labelled ? 'compression.made.label' : 'compression.made', { latent, rate: rateName(bits) })}
          </output>
        </div>
        <Pictures
          index={index}
          pixels={SHOWN_BITS.map((rate) => digit.get(rate)?.pixels ?? null)}
          chosen={bits}
          names={SHOWN_BITS.map((rate) => {
            const likeness = digit.get(rate);
            return t('compression.picture', {
              rate: rateName(rate),
              bytes: short(bytesAt(rate)),
              psnr: likeness ? decibels(likeness, number) : '–',
            });
          })}
          onChoose={setBits}
        />
        <table className={styles.likeness}>
          <thead>
            <tr>
              <td />
              <th scope="col" title={t('compression.psnr.hint')}>
                {t('compression.psnr')}
              </th>
              <th scope="col" title={t('compression.ssim.hint')}>
                SSIM
              </th>
            </tr>
          </thead>
          <tbody>
            <Row name={t('compression.digit')} likeness={digit.get(bits)} />
            <Row
              name={t('compression.mean', { count: Math.min(AVERAGED, test?.count ?? AVERAGED) })}
              likeness={mean.get(bits)}
            />
          </tbody>
        </table>
        <div className={styles.curve}>
          <Curve
            points={points}
            chosen={bits}
            name={t('compression.curve')}
            number={number}
            labels={{ x: t('compression.axis.x'), y: t('compression.psnr') }}
          />
        </div>
        <p className={styles.counted}>{t('compression.counted')}</p>
      </div>
    </section>
  );
}

const decibels = ({ psnr }: Likeness, { fixed }: Numbers) => (Number.isFinite(psnr) ? fixed(psnr, 1) : '∞');

function Row({ name, likeness }: { name: string; likeness: Likeness | undefined }) {
  const { number } = useWords();
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{likeness ? decibels(likeness, number) : '–'}</td>
      <td>{likeness ? number.fixed(likeness.ssim, 3) : '–'}</td>
    </tr>
  );
}

/** The image, and beside it what comes back at each rate, to choose among. */
function Pictures(props: {
  index: number;
  pixels: readonly (Float32Array | null)[];
  chosen: number;
  names: readonly string[];
  onChoose(bits: Bits): void;
}) {
  const { t } = useWords(ofUse);
  const { index, pixels } = props;
  const test = useStore((s) => s.data.test);
  const sheet = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!sheet.current) return;
    const painter = createDigitPainter(sheet.current, SHEET);
    const paint = () => {
      painter.paint(test?.images.subarray(index * INPUT_SIZE, (index + 1) * INPUT_SIZE) ?? null);
      pixels.forEach((picture, i) => void painter.paint(picture, i + 1));
    };
    paint();
    return onTheme(paint);
  }, [test, index, pixels]);
  return (
    <div className={styles.pictures}>
      <canvas ref={sheet} />
      <ul>
        <li>
          <span
            className={styles.input}
            role="img"
            aria-label={t('uses.image', { index })}
            title={t('uses.image', { index })}
          />
          {t('compression.original')}
        </li>
        {SHOWN_BITS.map((rate, i) => (
          <li key={rate}>
            <button
              type="button"
              className={styles.decoder}
              aria-pressed={rate === props.chosen}
              aria-label={props.names[i]}
              title={props.names[i]}
              onClick={() => props.onChoose(rate)}
            />
            {rate}
          </li>
        ))}
      </ul>
    </div>
  );
}
