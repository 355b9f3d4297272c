/** Test images above their reconstructions, and the losses on the test set in numbers. */

import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { Term } from '../../glossary/Term';
import { hasEncoder, isAutoregressive, isStochastic } from '../../model/predicates';
import { INPUT_SIZE } from '../../model/spec';
import { evaluate, setView } from '../../state/actions';
import { live } from '../../state/live';
import { useStore } from '../../state/store';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { atLeisure } from '../../ui/frame';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { Cell, Sheet } from '../../views/Sheet';
import { useDrawing } from '../../views/useDrawing';
import { labelName } from '../../views/words';
import layoutOfUse from '../use.module.css';
import { pickSamples, SAMPLES } from './samples';
import { Units } from './Units';
import { hasUnits } from './units';
import styles from './View.module.css';
import { words as ofUse } from './words';

const subscribe = (changed: () => void) => live.subscribe('reconstructions', atLeisure(changed));
const read = () => live.get().reconstructions;
const imageOf = (bytes: Uint8Array, i: number) => bytes.subarray(i * INPUT_SIZE, (i + 1) * INPUT_SIZE);

/** Inputs above outputs, with the corrupted inputs of a denoising model in between. */
const sheetOf = (rows: number) => ({ columns: SAMPLES, rows, gap: 5 });

export default function Reconstructions() {
  const words = useWords(ofUse);
  const { t, lang, number } = words;
  const test = useStore((s) => s.data.test);
  const shown = useSyncExternalStore(subscribe, read);
  const encodes = useStore((s) => hasEncoder(s.run.spec));
  const gaussian = useStore((s) => s.run.spec.corruption === 'gaussian');
  const damaged = t(gaussian ? 'recon.corrupted.gaussian' : 'recon.corrupted');
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
  const sheet = useDrawing(
    (painter) => {
      samples.forEach((index, i) => {
        if (test) painter.paint(imageOf(test.images, index), i, 0);
        if (shown?.corrupted) painter.paint(imageOf(shown.corrupted, i), i, 1);
        painter.paint(shown && imageOf(shown.pixels, i), i, rows - 1);
      });
      return false;
    },
    { sheet: sheetOf(rows) },
    [test, samples, shown, rows, encodes],
  );

  return (
    <section className={layoutOfUse.use} aria-label={t('recon.region')} lang={lang('recon.region')}>
      <div className={classes(layout.row, layout.apart, layout.top)}>
        <p className={text.quiet}>
          {t(encodes ? (rows === 3 ? sentence : 'recon.sentence') : 'recon.noCodes')}
        </p>
        {encodes && (
          <Button
            look="small"
            disabled={!test}
            onClick={() => test && setView({ samples: pickSamples(test, Math.random) })}
          >
            {t('recon.others')}
          </Button>
        )}
      </div>
      {!encodes ? null : test ? (
        <div className={styles.body}>
          <Sheet
            shape={sheetOf(rows)}
            canvas={sheet}
            className={classes(styles.sheet, rows === 3 && styles.three)}
          >
            {samples.map((index, i) => {
              const label = test.labels?.[index];
              const error = shown ? number.fixed(shown.errors[i], 0) : '–';
              const input =
                label === undefined
                  ? t('uses.image', { index })
                  : t('uses.image.label', { index, label: labelName(label, words) });
              const output = t('recon.output', { error });
              return (
                <li key={index}>
                  <Cell of="input" name={input} />
                  {rows === 3 && <Cell of="input" name={damaged} className={styles.corrupted} />}
                  <Cell of="decoder" name={output} strong />
                  <p className={styles.error}>{error}</p>
                </li>
              );
            })}
          </Sheet>
          {units && <Units />}
        </div>
      ) : (
        <p className={text.quiet}>{t('recon.empty')}</p>
      )}
      <EvaluationLine />
    </section>
  );
}

function EvaluationLine() {
  const { t, number } = useWords(ofUse);
  const evaluation = useStore((s) => s.run.evaluation);
  const spec = useStore((s) => s.run.spec);
  const bound = isStochastic(spec);
  const all = useStore((s) => s.data.test?.count ?? 0);
  const [busy, setBusy] = useState(false);
  const onEvaluate = async () => {
    setBusy(true);
    await evaluate();
    setBusy(false);
  };
  const count = evaluation?.count ?? 0;
  return (
    <div className={classes(layout.row, layout.apart, layout.top)}>
      {evaluation ? (
        <p className={text.quiet}>
          {bound && (
            <>
              <Term id="elbo">{t('recon.negElbo')}</Term>{' '}
              <strong className={text.ink}>{number.fixed(evaluation.negElbo, 1)}</strong> ={' '}
            </>
          )}
          <Term id={isAutoregressive(spec) ? 'likelihood' : 'reconstruction-error'}>
            {t(isAutoregressive(spec) ? 'loss.nll' : 'recon.loss')}
          </Term>{' '}
          <strong className={styles.error}>{number.fixed(evaluation.recon, 1)}</strong>
          {bound && (
            <>
              {' + '}
              <Term id="kl">{t('recon.kl')}</Term>{' '}
              <strong className={styles.kl}>{number.fixed(evaluation.kl, 1)}</strong>
            </>
          )}
          {' · '}
          {evaluation.knn !== null && (
            <span title={t('recon.knn.hint')}>
              <Term id="knn">{t('recon.knn')}</Term>{' '}
              <strong className={text.ink}>{number.percent(evaluation.knn, 1)}</strong>
              {' · '}
            </span>
          )}
          {count < all ? t('recon.slice', { count, all }) : t('recon.whole', { all: count })}
        </p>
      ) : (
        <p className={text.quiet}>{t('recon.none')}</p>
      )}
      <Button look="small" disabled={busy || all === 0} onClick={onEvaluate}>
        {t(busy ? 'recon.evaluating' : 'recon.evaluate')}
      </Button>
    </div>
  );
}
