/** An image compressed to a quantised code: its size in bytes, and the decoded result. */

import { useId, useState } from 'react';
import { imageAt } from '../../data/images';
import { Term } from '../../glossary/Term';
import type { Numbers } from '../../i18n/numbers';
import { useStore } from '../../state/store';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { Slider } from '../../ui/Field';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { Cell, CellButton, Sheet } from '../../views/Sheet';
import { useDrawing } from '../../views/useDrawing';
import { Details } from '../Details';
import { Finding } from '../Finding';
import { figure, region } from '../region';
import { Curve } from './Curve';
import { findingOf, short } from './finding';
import type { Likeness } from './meter';
import { BITS, type Bits, codeBits, IMAGE_BYTES } from './quantise';
import { AVERAGED, SHOWN_BITS, useRates } from './useRates';
import styles from './View.module.css';
import { words as ofUse } from './words';

const USUAL: Bits = 4;
/** The image, and its decoding at each rate. */
const SHEET = { columns: 1 + SHOWN_BITS.length, rows: 1, gap: 5 };

export default function Compression() {
  const words = useWords(ofUse);
  const { t, lang, number } = words;
  const id = useId();
  const latent = useStore((s) => s.run.spec.latent);
  const labelled = useStore((s) => s.run.spec.condition === 'label');
  const test = useStore((s) => s.data.test);
  // That nothing has been learned is known before anything is measured.
  const untrained = useStore((s) => s.run.step === 0);
  const [bits, setBits] = useState<Bits>(USUAL);
  const [index, setIndex] = useState(0);
  const { digit, mean, round } = useRates(index, bits);

  const bytesAt = (rate: number) => codeBits(latent, rate, labelled) / 8;
  const rateName = (rate: number) => t('compression.bits', { bits: rate });
  const points = BITS.flatMap((rate) => {
    const likeness = mean.get(rate);
    return likeness && Number.isFinite(likeness.psnr)
      ? [{ bits: rate, bytes: bytesAt(rate), psnr: likeness.psnr }]
      : [];
  });
  const step = untrained ? 0 : (round?.step ?? null);
  const averaged = Math.min(AVERAGED, test?.count ?? 0);
  const others = Math.min(test?.count ?? 0, 1000);
  return (
    <section className={region} aria-label={t('compression.region')} lang={lang('compression.region')}>
      <Finding
        basis={[
          round ? t('compression.mean', { count: averaged }) : null,
          step === null ? null : t('uses.step', { step }),
        ]}
      >
        {findingOf({ latent, labelled, step, rates: ratesOf(round?.mean) }, words)}
      </Finding>
      <div className={classes(layout.row, layout.apart, styles.sum)}>
        <p title={t('compression.counted')}>
          {t('compression.from', { bytes: IMAGE_BYTES })}{' '}
          <strong className={text.latent}>{short(bytesAt(bits), number).text}</strong>{' '}
          {t('compression.to', {
            bytes: bytesAt(bits),
            ratio: short(IMAGE_BYTES / bytesAt(bits), number),
          })}
        </p>
        <Button
          look="small"
          disabled={others < 2}
          onClick={() => setIndex((index + 1 + Math.floor(Math.random() * (others - 1))) % others)}
        >
          {t('compression.other')}
        </Button>
      </div>
      <div className={classes(styles.slider, layout.row)}>
        <label htmlFor={id}>{t('compression.precision')}</label>
        <Slider
          id={id}
          min={0}
          max={BITS.length - 1}
          value={BITS.indexOf(bits)}
          aria-valuetext={t('compression.value', {
            rate: rateName(bits),
            bytes: short(bytesAt(bits), number),
          })}
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
            bytes: short(bytesAt(rate), number),
            psnr: likeness ? decibels(likeness, number) : '–',
          });
        })}
        onChoose={setBits}
      />
      <div className={figure}>
        <Curve
          points={points}
          chosen={bits}
          name={t('compression.curve')}
          number={number}
          labels={{ x: t('compression.axis.x'), y: t('compression.psnr') }}
        />
      </div>
      <Details>
        <table className={text.numbers}>
          <thead className={text.quiet}>
            <tr>
              <td />
              <th scope="col" title={t('compression.psnr.hint')}>
                <Term id="psnr">{t('compression.psnr')}</Term>
              </th>
              <th scope="col" title={t('compression.ssim.hint')}>
                <Term id="ssim">SSIM</Term>
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
        <p className={text.quiet}>{t('compression.counted')}</p>
      </Details>
    </section>
  );
}

/** The finite averages, in increasing order of rates. */
const ratesOf = (mean: ReadonlyMap<number, Likeness> | undefined) =>
  BITS.flatMap((bits) => {
    const psnr = mean?.get(bits)?.psnr;
    return psnr !== undefined && Number.isFinite(psnr) ? [{ bits, psnr }] : [];
  });

const decibels = ({ psnr }: Likeness, { fixed }: Numbers) => (Number.isFinite(psnr) ? fixed(psnr, 1) : '∞');

function Row({ name, likeness }: { name: string; likeness: Likeness | undefined }) {
  const { number } = useWords();
  return (
    <tr>
      <th scope="row" className={text.quiet}>
        {name}
      </th>
      <td className={text.strong}>{likeness ? decibels(likeness, number) : '–'}</td>
      <td className={text.strong}>{likeness ? number.fixed(likeness.ssim, 3) : '–'}</td>
    </tr>
  );
}

/** The image, and next to it the decoding at each rate, to choose from. */
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
  const sheet = useDrawing(
    (painter) => {
      painter.paint(test && imageAt(test, index));
      pixels.forEach((picture, i) => void painter.paint(picture, i + 1));
      return false;
    },
    { sheet: SHEET },
    [test, index, pixels],
  );
  return (
    <Sheet shape={SHEET} canvas={sheet} className={classes(styles.pictures, text.quiet)}>
      <li>
        <Cell of="input" name={t('uses.image', { index })} />
        {t('compression.original')}
      </li>
      {SHOWN_BITS.map((rate, i) => (
        <li key={rate}>
          <CellButton
            of="decoder"
            name={props.names[i]}
            aria-pressed={rate === props.chosen}
            onClick={() => props.onChoose(rate)}
          />
          {rate}
        </li>
      ))}
    </Sheet>
  );
}
