/** Test images above their reconstructions, compared with the mean image. */

import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { imageSize } from '../../experiment/dataShape';
import { hasLatent } from '../../model/predicates';
import { setView } from '../../state/actions';
import { partOf } from '../../state/form';
import type { Live } from '../../state/live';
import { live } from '../../state/live';
import { add } from '../../state/probes';
import { series } from '../../state/series';
import { useStore } from '../../state/store';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import { paced } from '../../ui/paced';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { meansBetween } from '../../views/plane/captions/facts';
import { Cell, Sheet } from '../../views/Sheet';
import { useDrawing } from '../../views/useDrawing';
import { codeOf, labelName } from '../../views/words';
import { Details } from '../Details';
import { Finding } from '../Finding';
import { region } from '../region';
import { type AvailableSize, useAvailableSize } from '../useAvailableSize';
import { meanImageLoss } from './baseline';
import { EvaluationLine } from './EvaluationLine';
import { findingOf, type ReconstructionFacts } from './finding';
import { pixelEntropy } from './floor';
import { pickSamples, SAMPLES } from './samples';
import { Units } from './Units';
import { hasUnits } from './units';
import styles from './View.module.css';
import { words as ofUse } from './words';

const subscribe = paced((changed) => live.subscribe('reconstructions', changed));
const read = () => live.get().reconstructions;
const imageOf = (bytes: Uint8Array, i: number) => partOf(bytes, i);

/** Height of everything but the sheets, and of the line of errors below each, in rem. */
const BESIDES = 10;
const ERRORS = 1.5;
/** Smallest width of a digit with two sheets of five, in rem; below it, there is one sheet of ten. */
const LARGE = 3.5;

/** The number of sheets and, if there are two, their largest width in rem. */
function sheetsFor(room: AvailableSize | null, rows: number): { sheets: number; width?: string } {
  if (!room) return { sheets: 1 };
  const high = (room.height / room.rem - BESIDES) / 2 - ERRORS;
  const cell = Math.min((2 * room.width) / SAMPLES / room.rem, high / rows);
  return cell < LARGE ? { sheets: 1 } : { sheets: 2, width: `${(cell * SAMPLES) / 2}rem` };
}

export default function Reconstructions() {
  const words = useWords(ofUse);
  const { t, lang } = words;
  const section = useRef<HTMLElement>(null);
  const room = useAvailableSize(section);
  const test = useStore((s) => s.data.test);
  const shown = useSyncExternalStore(subscribe, read);
  const gaussian = useStore((s) => s.run.spec.corruption === 'gaussian');
  const sentence = gaussian ? 'recon.sentence.gaussian' : 'recon.sentence.corrupted';
  const units = useStore((s) => hasUnits(s.run.spec));

  // Chooses the samples as soon as there are images.
  useEffect(() => {
    if (test) setView({ samples: pickSamples(test, () => 0) });
  }, [test]);

  const samples = useMemo(
    () => (test ? (shown?.samples ?? pickSamples(test, () => 0)) : []),
    [test, shown?.samples],
  );
  const rows = shown?.corrupted ? 3 : 2;
  const { sheets, width } = sheetsFor(room, rows);
  const each = Math.ceil(samples.length / sheets);
  // Keeps the identity of the arrays for the same images, since others would create a new sheet.
  const parts = useMemo(
    () => Array.from({ length: sheets }, (_, i) => samples.slice(i * each, (i + 1) * each)),
    [samples, sheets, each],
  );
  return (
    <section ref={section} className={region} aria-label={t('recon.region')} lang={lang('recon.region')}>
      <Result shown={shown} />
      {test ? (
        <>
          <div className={classes(layout.column, layout.loose)} style={{ maxWidth: width }}>
            {parts.map((part, i) => (
              <Row
                // biome-ignore lint/suspicious/noArrayIndexKey: a sheet is identified by its position
                key={i}
                from={i * each}
                samples={part}
                columns={each}
                shown={shown}
              />
            ))}
          </div>
          <div className={classes(layout.row, layout.apart)}>
            <p className={text.quiet}>{t(rows === 3 ? sentence : 'recon.sentence')}</p>
            <Button
              look="small"
              className={layout.fixed}
              onClick={() => setView({ samples: pickSamples(test, Math.random) })}
            >
              {t('recon.others')}
            </Button>
          </div>
        </>
      ) : (
        <p className={text.quiet}>{t('recon.empty')}</p>
      )}
      <Details>
        {units && <Units />}
        <EvaluationLine />
      </Details>
    </section>
  );
}

type Shown = Live['reconstructions'];

/** The loss of the training batches of the last tenth of the steps up to `step`; null where it is not known. */
function trainingAround(step: number): ReconstructionFacts['training'] {
  const from = Math.max(1, Math.ceil(0.9 * step));
  const { recon } = meansBetween(series.train, from, step);
  return recon === undefined ? null : { from, to: step, loss: recon };
}

/** The finding, from the losses on the test set, or until there are any, from the images shown. */
function Result({ shown }: { shown: Shown }) {
  const words = useWords(ofUse);
  const { t } = words;
  const spec = useStore((s) => s.run.spec);
  // That of the latest step does not describe an earlier one, which has only the images shown.
  const evaluation = useStore((s) => (s.shownStep === null ? s.run.evaluation : null));
  const test = useStore((s) => s.data.test);
  const baseline = useMemo(
    () => test && meanImageLoss(test.images, spec.likelihood, imageSize(test)),
    [test, spec.likelihood],
  );
  const floor = useMemo(
    () => (test && spec.likelihood === 'bernoulli' ? pixelEntropy(test.images, test.count) : 0),
    [test, spec.likelihood],
  );
  const ofShown = shown && shown.errors.reduce((sum, error) => sum + error, 0) / shown.errors.length;
  const step = evaluation?.step ?? shown?.step ?? null;
  const all = test?.count ?? 0;
  const images = evaluation
    ? evaluation.count < all
      ? t('recon.slice', { count: evaluation.count, all })
      : t('recon.whole', { all: evaluation.count })
    : shown && t('recon.these', { count: shown.samples.length });
  return (
    <Finding
      basis={[
        step === null || step === 0 ? null : images,
        step === null ? null : t('uses.step', { step }),
        shown && evaluation && shown.step !== evaluation.step
          ? t('recon.pictures', { step: shown.step })
          : null,
      ]}
    >
      {findingOf(
        {
          latent: spec.latent,
          step,
          loss: evaluation?.recon ?? ofShown ?? Number.NaN,
          baseline,
          floor,
          training: evaluation && trainingAround(evaluation.step),
          shown: (shown?.samples ?? []).map((index, i) => ({
            name:
              test?.labels == null
                ? t('uses.image', { index })
                : t('recon.digit', { label: labelName(test.labels[index], words) }),
            error: shown?.errors[i] ?? 0,
          })),
        },
        words,
      )}
    </Finding>
  );
}

interface RowProps {
  /** The position of the first image of a sheet among `samples`. */
  from: number;
  samples: readonly number[];
  columns: number;
  shown: Shown;
}

/** Inputs above outputs, with the corrupted inputs of a denoising model in between. */
function Row({ from, samples, columns, shown }: RowProps) {
  const words = useWords(ofUse);
  const { t, number } = words;
  const test = useStore((s) => s.data.test);
  const gaussian = useStore((s) => s.run.spec.corruption === 'gaussian');
  const plane = useStore((s) => hasLatent(s.run.spec));
  const rows = shown?.corrupted ? 3 : 2;
  const shape = { columns, rows, gap: 5 };
  const sheet = useDrawing(
    (painter) => {
      samples.forEach((index, i) => {
        if (test) painter.paint(imageOf(test.images, index), i, 0);
        if (shown?.corrupted) painter.paint(imageOf(shown.corrupted, from + i), i, 1);
        painter.paint(shown && imageOf(shown.pixels, from + i), i, rows - 1);
      });
      return false;
    },
    { sheet: shape },
    [test, samples, from, columns, shown, rows],
  );
  return (
    <Sheet
      shape={shape}
      canvas={sheet}
      className={classes(rows === 3 && columns === SAMPLES && styles.three)}
    >
      {samples.map((index, i) => {
        const label = test?.labels?.[index];
        const error = shown ? number.fixed(shown.errors[from + i], 0) : '–';
        const input =
          label === undefined
            ? t('uses.image', { index })
            : t('uses.image.label', { index, label: labelName(label, words) });
        return (
          <li key={index} className={layout.under}>
            <Cell of="input" name={input} />
            {rows === 3 && (
              <Cell
                of="input"
                name={t(gaussian ? 'recon.corrupted.gaussian' : 'recon.corrupted')}
                className={styles.corrupted}
              />
            )}
            <Cell of="decoder" name={t('recon.output', { error })} strong />
            <p className={classes(text.recon, styles.error)}>{error}</p>
            {plane && (
              <button
                type="button"
                className={layout.over}
                aria-label={t('recon.probe', { index })}
                title={t('recon.probe', { index })}
                onClick={() => {
                  const code = codeOf(index);
                  if (code) useStore.setState(add(code, index));
                }}
              />
            )}
          </li>
        );
      })}
    </Sheet>
  );
}
