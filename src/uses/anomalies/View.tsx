/**
 * Anomaly scores of images: the test images against a sample of others, a threshold between them, and the
 * scores of the reader's own images.
 */

import { useEffect, useRef } from 'react';
import { imageAt } from '../../data/images';
import { registry } from '../../data/registry';
import { Term } from '../../glossary/Term';
import { hasEncoder, isAutoregressive, isStochastic } from '../../model/predicates';
import { useForm } from '../../state/form';
import { useResults } from '../../state/results';
import { useStore } from '../../state/store';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { Select } from '../../ui/Field';
import layout from '../../ui/layout.module.css';
import { pickFiles } from '../../ui/pickFiles';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { Cell, Sheet } from '../../views/Sheet';
import { useDrawing } from '../../views/useDrawing';
import { labelName } from '../../views/words';
import { Details } from '../Details';
import { Finding } from '../Finding';
import { EvaluationLine } from '../reconstructions/EvaluationLine';
import { figure, region } from '../region';
import { useChoice } from './choice';
import { type AnomalyFacts, findingOf, inNats, percent } from './finding';
import { Histogram, Swatch } from './Histogram';
import { isPicture, openPictures } from './openPictures';
import { isRemote, type OtherId, othersFor } from './pools';
import { detectionOf, highest, histogramOf, quantile, shareAbove } from './scoreStatistics';
import { type Scores, useScores } from './useScores';
import styles from './View.module.css';
import { words as ofUse } from './words';

const BINS = 48;
/** The share of test images above the threshold until the reader moves it. */
const USUAL_ALARMS = 0.05;
const SHOWN = 10;
const SHEET = { columns: SHOWN, rows: 1, gap: 5 };
const SIGNS = { drawing: '▼', picture: '◆' } as const;

export default function Anomalies() {
  const words = useWords(ofUse);
  const { t, lang, number } = words;
  const dataset = useStore((s) => s.data.id);
  const hasTest = useStore((s) => s.data.test !== null);
  const spec = useStore((s) => s.run.spec);
  const runId = useStore((s) => s.run.id);
  const chosen = useChoice((s) => s.other);
  const moved = useChoice((s) => s.threshold);
  const { scores, unreachable } = useScores();
  useDroppedPictures();

  // Another model's scores have another scale.
  const run = useRef(runId);
  useEffect(() => {
    if (run.current !== runId) useChoice.setState({ threshold: null });
    run.current = runId;
  }, [runId]);
  const form = useForm();
  const offered = othersFor(dataset, form);
  const other = offered.includes(chosen) ? chosen : offered[0];
  useEffect(() => useChoice.setState({ other }), [other]);

  const nameOf = (id: OtherId) => (isRemote(id) ? registry[id].title : t(`anomalies.${id}`));
  const { test, drawing, picture } = scores;
  const threshold = moved ?? quantile(test, 1 - USUAL_ALARMS);
  const detection = detectionOf(test, scores.other, threshold);
  const { caught, falseAlarms, area } = detection;
  const { step, settled } = scores;
  useEffect(() => {
    const known = settled && step !== null && test.length > 0 && scores.other.length > 0;
    useResults.setState({
      anomalies: known
        ? {
            ...{ run: runId, step, other, caught, falseAlarms, movedThreshold: moved !== null },
            ...{ drawing, median: quantile(test, 0.5) },
          }
        : null,
    });
  }, [runId, step, settled, other, caught, falseAlarms, moved, drawing, test, scores]);
  const marks = (
    [
      ['drawing', drawing],
      ['picture', picture],
    ] as const
  ).flatMap(([key, score]) =>
    score === null ? [] : [{ key, score, name: t(`anomalies.${key}`), sign: SIGNS[key] }],
  );
  const known = marks.filter(({ score }) => Number.isFinite(score));
  const histogram = histogramOf(
    test,
    scores.other,
    [...known.map(({ score }) => score), ...(moved === null ? [] : [moved])],
    BINS,
  );
  const axis = t(
    isStochastic(spec)
      ? 'anomalies.score.bound'
      : isAutoregressive(spec)
        ? 'anomalies.score.likelihood'
        : 'anomalies.score.error',
  );
  return (
    <section className={region} aria-label={t('anomalies.region')} lang={lang('anomalies.region')}>
      <Result facts={{ step: scores.step, threshold, detection, other: nameOf(other) }} scores={scores} />
      <div className={layout.row}>
        <span
          className={classes(layout.row, layout.close, styles.legend)}
          title={t('anomalies.test.count', { count: test.length })}
        >
          <Swatch of="test" />
          {t('anomalies.test')}
        </span>
        <label className={classes(layout.row, layout.close, styles.legend)}>
          <Swatch of="other" />
          <Select
            small
            aria-label={t('anomalies.beside')}
            value={other}
            onChange={(event) => {
              const next = offered.find((id) => id === event.target.value);
              if (next) useChoice.setState({ other: next });
            }}
          >
            {offered.map((id) => (
              <option key={id} value={id}>
                {nameOf(id)}
              </option>
            ))}
          </Select>
        </label>
      </div>
      {unreachable && (
        <p role="status" className={text.quiet}>
          {t('anomalies.unreachable', { dataset: nameOf(other) })}
        </p>
      )}
      <figure className={figure}>
        {histogram && (
          <Histogram
            histogram={histogram}
            threshold={threshold}
            marks={known}
            name={t('anomalies.histogram', { other: nameOf(other) })}
            axis={axis}
            hint={t('anomalies.score.hint')}
            thresholdName={t('anomalies.threshold')}
            thresholdText={t('anomalies.threshold.value', {
              nats: inNats(threshold, number),
              caught: percent(caught, number),
              alarms: percent(falseAlarms, number),
            })}
            gripText={inNats(threshold, number)}
            beyond={t('anomalies.beyond')}
            number={number}
            onThreshold={(nats) => useChoice.setState({ threshold: nats })}
          />
        )}
        {!hasTest && <p className={text.quiet}>{t('anomalies.waiting')}</p>}
      </figure>
      <div className={classes(styles.verdicts, layout.row, text.quiet)} aria-live="polite">
        {marks.length === 0 && (
          <p className={layout.rest}>{t(hasEncoder(spec) ? 'anomalies.bring' : 'anomalies.bring.picture')}</p>
        )}
        {marks.map(({ key, name, sign, score }) => (
          <p key={key}>
            <span className={text.latent}>{sign}</span> <strong className={text.ink}>{name}</strong>{' '}
            {Number.isFinite(score) ? (
              <Verdict nats={inNats(score, number)} share={percent(1 - shareAbove(test, score), number)} />
            ) : (
              t('anomalies.unknown')
            )}
            {key === 'picture' && (
              <Button
                look="small"
                aria-label={t('anomalies.remove')}
                title={t('anomalies.remove')}
                onClick={() => useChoice.setState({ picture: null })}
              >
                ×
              </Button>
            )}
          </p>
        ))}
        <Button
          look="small"
          className={layout.last}
          onClick={async () => openPictures(await pickFiles('image/*'))}
        >
          {t('anomalies.open')}
        </Button>
      </div>
      <Unusual scores={scores.byImage} />
      <Details>
        <div className={classes(layout.row, layout.wrap, layout.apart, styles.numbers)}>
          <p className={text.recon} title={t('anomalies.score.hint')}>
            {axis}
          </p>
          <dl className={classes(layout.row, layout.wrap, layout.wide)}>
            <div className={classes(layout.row, layout.apart)} title={t('anomalies.area.hint')}>
              <dt className={text.quiet}>
                <Term id="auroc">{t('anomalies.area')}</Term>
              </dt>
              <dd className={text.strong}>{Number.isNaN(area) ? '–' : number.fixed(area, 3)}</dd>
            </div>
            <div className={classes(layout.row, layout.apart)} title={t('anomalies.caught.hint')}>
              <dt className={text.quiet}>{t('anomalies.caught')}</dt>
              <dd className={text.strong}>{percent(caught, number)}</dd>
            </div>
            <div className={classes(layout.row, layout.apart)} title={t('anomalies.alarms.hint')}>
              <dt className={text.quiet}>{t('anomalies.alarms')}</dt>
              <dd className={text.strong}>{percent(falseAlarms, number)}</dd>
            </div>
          </dl>
          {moved !== null && (
            <Button
              look="small"
              title={t('anomalies.threshold.usual.hint')}
              onClick={() => useChoice.setState({ threshold: null })}
            >
              {t('anomalies.threshold.usual')}
            </Button>
          )}
        </div>
        {/* Other models have it beside their reconstructions. */}
        {isAutoregressive(spec) && <EvaluationLine />}
      </Details>
    </section>
  );
}

/** The finding, and what it is based on. */
function Result({ facts, scores }: { facts: AnomalyFacts; scores: Scores }) {
  const words = useWords(ofUse);
  const { t } = words;
  const { step } = facts;
  const some = scores.test.length > 0;
  return (
    <Finding
      basis={[
        some ? t('anomalies.basis', { test: scores.test.length, other: scores.other.length }) : null,
        some && step !== null ? t('uses.step', { step }) : null,
      ]}
    >
      {findingOf(facts, words)}
    </Finding>
  );
}

/** The longest text that fits. */
function Verdict(slots: { nats: string; share: string }) {
  const { t } = useWords(ofUse);
  return (
    <>
      <span className={styles.long}>{t('anomalies.verdict', slots)}</span>
      <span className={styles.short}>{t('anomalies.verdict.short', slots)}</span>
    </>
  );
}

/** The most unusual test images. */
function Unusual({ scores }: { scores: Float32Array | null }) {
  const words = useWords(ofUse);
  const { t, number } = words;
  const test = useStore((s) => s.data.test);
  const indices = highest(scores, SHOWN);
  const shown = indices.join();
  const sheet = useDrawing(
    (painter) => {
      const which = shown === '' ? [] : shown.split(',').map(Number);
      for (let i = 0; i < SHOWN; i++) {
        const known = test && i < which.length;
        painter.paint(known ? imageAt(test, which[i]) : null, i);
      }
      return false;
    },
    { sheet: SHEET },
    [test, shown],
  );
  return (
    <div className={classes(styles.unusual, layout.row, text.quiet)}>
      <span aria-hidden="true">{t('anomalies.unusual.short')}</span>
      <Sheet
        shape={SHEET}
        canvas={sheet}
        label={t('anomalies.unusual')}
        className={classes(layout.rest, styles.sheet)}
      >
        {indices.map((index) => {
          const label = test?.labels?.[index];
          const nats = inNats(scores?.[index] ?? 0, number);
          const name =
            label === undefined
              ? t('anomalies.unusual.image', { index, nats })
              : t('anomalies.unusual.label', { index, nats, label: labelName(label, words) });
          return (
            <li key={index}>
              <Cell of="input" name={name} />
            </li>
          );
        })}
      </Sheet>
    </div>
  );
}

/** While this use is open, pictures that are dropped on the page become its image. */
function useDroppedPictures(): void {
  useEffect(() => {
    const onDrop = (event: DragEvent) => {
      const pictures = [...(event.dataTransfer?.files ?? [])].filter(isPicture);
      if (pictures.length === 0) return;
      event.preventDefault();
      void openPictures(pictures);
    };
    window.addEventListener('drop', onDrop, true);
    return () => window.removeEventListener('drop', onDrop, true);
  }, []);
}
