/**
 * Samples of a model: from the same random numbers throughout, so that the reader sees them become digits,
 * and the number of classes that they cover.
 */

import { useEffect, useMemo, useState } from 'react';
import { COVERED } from '../../analysis/coverage';
import { type Source, sourcesOf } from '../../analysis/draws';
import { hasEncoder, isStochastic } from '../../model/predicates';
import type { ModelSpec } from '../../model/spec';
import { useFlowShown } from '../../state/flowShown';
import { sizeNow } from '../../state/form';
import { showPrior, useLearnedPrior } from '../../state/learnedPrior';
import { live } from '../../state/live';
import { decodePublished } from '../../state/published';
import { useResults } from '../../state/results';
import { useStore } from '../../state/store';
import { Button } from '../../ui/Button';
import { Choices } from '../../ui/Choices';
import { classes } from '../../ui/classes';
import { FRAME_INTERVAL } from '../../ui/frame';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { useDrawing } from '../../views/useDrawing';
import { labelName } from '../../views/words';
import { Details } from '../Details';
import { Finding } from '../Finding';
import { region } from '../region';
import { CoverageBars } from './CoverageBars';
import { codesNow } from './counting';
import { findingOf } from './finding';
import { LearnedPrior } from './LearnedPrior';
import { LossCurve } from './LossCurve';
import { SourceTable } from './SourceTable';
import { StepsCurve } from './StepsCurve';
import { COUNTED, createLearnedSampler, createSampler, type Draw, sheetOf, shownOf } from './sampler';
import { useCounted } from './useCounted';
import styles from './View.module.css';
import { words as ofUse } from './words';

export default function Samples() {
  const words = useWords(ofUse);
  const { t, lang } = words;
  const spec = useStore((s) => s.run.spec);
  const seed = useStore((s) => s.run.config.seed);
  const [chosen, setChosen] = useState<Chosen>('prior');
  const [round, setRound] = useState(0);
  const offered: Chosen[] = [...sourcesOf(spec), ...(hasEncoder(spec) ? (['learned'] as const) : [])];
  const source = offered.includes(chosen) ? chosen : offered[0];
  const learns = source === 'learned';
  const prior = useLearnedPrior();
  const { paths } = prior;
  useEffect(() => (learns ? showPrior() : undefined), [learns]);
  const draw = useMemo(
    () =>
      source === 'learned'
        ? createLearnedSampler(spec, paths, () => 1)
        : createSampler(spec, source, seed, round),
    [spec, source, seed, round, paths],
  );
  const shown = useMemo(
    () => (learns ? createLearnedSampler(spec, paths, () => useFlowShown.getState().t) : draw),
    [learns, spec, paths, draw],
  );
  const counted = useCounted(draw);
  useEffect(() => {
    if (!counted) return;
    const { run, step, coverage } = counted;
    useResults.setState({ draws: { run, step, source, covered: coverage.covered, count: coverage.count } });
  }, [counted, source]);
  const labelled = useStore((s) => s.data.test !== null && s.data.test.labels !== null);
  const known = useStore((s) => s.data.classes);
  const count = counted?.coverage.count ?? COUNTED;
  // Only whether the model has been trained; the step itself comes with the counts.
  const step = useStore((s) => (s.run.step === 0 ? 0 : null));
  return (
    <section className={region} aria-label={t('samples.region')} lang={lang('samples.region')}>
      <Finding
        basis={
          counted
            ? [t('samples.basis', { count }), t('uses.step', { step: counted.step })]
            : labelled && step !== 0
              ? [t('samples.classing')]
              : []
        }
      >
        {learns && !paths
          ? t('samples.finding.unlearned')
          : findingOf(
              {
                source,
                condition: learns && paths?.label != null ? labelName(paths.label, words) : null,
                conditional: spec.condition === 'label',
                step: counted?.step ?? step,
                coverage: counted?.coverage ?? null,
                count,
                names: Array.from({ length: known }, (_, label) => labelName(label, words)),
              },
              words,
            )}
      </Finding>
      <div className={classes(styles.head, layout.row, layout.wrap, layout.apart)}>
        <Choices
          legend={t('samples.from')}
          options={offered}
          chosen={source}
          onChoose={setChosen}
          textOf={(s) => t(s === 'learned' ? 'samples.learned.short' : `samples.${s}`)}
          nameOf={(s) => t(`samples.${s}`)}
        />
        {!learns && (
          <Button look="small" onClick={() => setRound(round + 1)}>
            {t('samples.again')}
          </Button>
        )}
      </div>
      {learns && <LearnedPrior />}
      <SheetOf draw={shown} source={source} />
      {counted && <CoverageBars counts={counted.coverage.counts} busy={counted.draw !== draw} />}
      {/* The sliders of more than two coordinates take the space above. */}
      <Details roomy={spec.latent <= 2}>
        {learns && prior.losses.length > 0 && (
          <div className={styles.losses}>
            <LossCurve losses={prior.losses} />
          </div>
        )}
        {learns && <SourceTable />}
        {learns && <StepsCurve />}
        <p className={text.quiet}>
          {t(sentenceOf(spec, source))}
          {labelled && <> {t('samples.how', { least: Math.ceil(COVERED * count), count })}</>}
        </p>
      </Details>
    </section>
  );
}

/** Where codes can be drawn from here. */
type Chosen = Source | 'learned';

function sentenceOf(spec: ModelSpec, source: Chosen) {
  if (source === 'learned') return 'samples.is.learned';
  if (spec.condition === 'label')
    return sheetOf(spec).columns < spec.data.classes ? 'samples.is.labels' : 'samples.is.conditional';
  if (source === 'posterior') return isStochastic(spec) ? 'samples.is.posterior' : 'samples.is.codes';
  if (source === 'gaussian') return 'samples.is.gaussian';
  if (source === 'normal') return 'samples.is.normal';
  return hasEncoder(spec) ? 'samples.is.prior' : 'samples.is.noEncoder';
}

function SheetOf({ draw, source }: { draw: Draw; source: Chosen }) {
  const { t } = useWords(ofUse);
  const spec = useStore((s) => s.run.spec);
  const { columns, rows } = sheetOf(spec);
  const shown = shownOf(spec);
  const sheet = useDrawing(
    (painter) => {
      const pixels = new Float32Array(sizeNow());
      const samples = draw(shown, codesNow());
      const { latent } = useStore.getState().run.spec;
      for (let i = 0; i < shown; i++) {
        const z = samples?.z.subarray(i * latent, (i + 1) * latent);
        const decoded = z && decodePublished(z, pixels, 1, samples?.labels?.[i]);
        painter.paint(decoded ? pixels : null, i % columns, Math.floor(i / columns));
      }
      return false;
    },
    {
      sheet: { columns, rows, gap: 5 },
      every: FRAME_INTERVAL,
      when: (mark) => [
        live.subscribe('weights', mark),
        ...(source === 'learned' ? [useFlowShown.subscribe(mark)] : []),
        // Draws from codes change with the codes.
        ...(source === 'gaussian' || source === 'posterior' ? [live.subscribe('points', mark)] : []),
      ],
    },
    [draw, source, columns, rows],
  );
  return (
    <div className={classes(layout.fixed, styles.sheet)}>
      <canvas ref={sheet} role="img" aria-label={t('samples.sheet')} />
    </div>
  );
}
