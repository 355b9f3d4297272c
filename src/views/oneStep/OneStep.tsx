/**
 * One step, slowly: what a training step computes on one image, stage by stage, with the numbers of the run's own
 * weights, optimiser and settings. The run stays as it is.
 */

import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { imageAt } from '../../data/images';
import type { OneStep as Step } from '../../model/oneStep';
import { hasClosedForm, hasEncoder } from '../../model/predicates';
import type { ModelSpec } from '../../model/spec';
import { oneStep } from '../../state/actions';
import { useStore } from '../../state/store';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { Dialog } from '../../ui/Dialog';
import layout from '../../ui/layout.module.css';
import { Tabs } from '../../ui/Tabs';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { labelName } from '../words';
import { After } from './After';
import { Backward } from './Backward';
import { Flow } from './Flow';
import { Code, Hidden, Input, Output, Outputs, Prior, Sample, type StageProps } from './Forward';
import { ImageChoice } from './ImageChoice';
import { Linked } from './Linked';
import { Discriminator, Loss, Sum, Verdicts } from './Losses';
import styles from './OneStep.module.css';
import { closeOneStep } from './opened';
import { type Stage, type StageKind, stagesOf, valuesWith } from './stages';
import { Update } from './Update';
import { words } from './words';

export default function OneStep() {
  const all = useWords(words);
  const { t } = all;
  const spec = useStore((s) => s.run.spec);
  const diverged = useStore((s) => s.run.status === 'diverged');
  const test = useStore((s) => s.data.test);
  const [image, choose] = useState(imageNow);
  const known = test && image < test.count ? image : 0;
  const why = hasClosedForm(spec)
    ? 'slowly.closedForm'
    : diverged
      ? 'slowly.diverged'
      : test
        ? null
        : 'slowly.noImages';
  const { step, failed, renew } = useStep(why ? null : known);
  const label = test?.labels?.[known];
  return (
    <Dialog
      title={t('slowly.title')}
      lead={step && <p className={text.quiet}>{t('slowly.lead', { step: step.step + 1 })}</p>}
      closeName={t('slowly.close')}
      onClosed={closeOneStep}
      width={62}
      height={46}
    >
      <div className={classes(layout.column, layout.loose, layout.rest, layout.part, styles.body)}>
        {why || !test ? (
          <p>{t(why ?? 'slowly.noImages')}</p>
        ) : (
          <>
            <ImageChoice test={test} chosen={known} onChoose={choose} />
            {failed && <p role="alert">{t('slowly.failed')}</p>}
            {step ? (
              <>
                <Moved than={step.step} renew={renew} />
                <Stages
                  step={step}
                  spec={step.spec}
                  label={label === undefined ? '0' : labelName(label, all)}
                />
              </>
            ) : (
              !failed && <p className={text.late}>{t('slowly.computing')}</p>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

/** The image that the reader has before them: under the pointer, or at the selected probe; otherwise the first. */
function imageNow(): number {
  const { hovered, probes, selectedProbe } = useStore.getState();
  return hovered ?? probes.find(({ name }) => name === selectedProbe)?.image ?? 0;
}

/** A step together with the model that it is of. */
type StepOf = Step & { spec: ModelSpec };

/** The step on a test image from the weights of now; `renew`: from those of then. */
function useStep(image: number | null): { step: StepOf | null; failed: boolean; renew: () => void } {
  const run = useStore((s) => s.run.id);
  const [round, setRound] = useState(0);
  const [found, setFound] = useState<{ step: StepOf | null; failed: boolean }>({ step: null, failed: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run, or another round, is another step
  useEffect(() => {
    if (image === null) return;
    let over = false;
    const { data, run } = useStore.getState();
    const pixels = data.test && imageAt(data.test, image).slice();
    if (!pixels) return;
    void oneStep(pixels, data.test?.labels?.[image] ?? 0).then((step) => {
      if (over) return;
      const same = step && useStore.getState().run.id === step.runId && run.id === step.runId;
      setFound({ step: same ? { ...step, spec: run.spec } : null, failed: !same });
    });
    return () => {
      over = true;
    };
  }, [image, run, round]);
  return { ...found, renew: () => setRound(round + 1) };
}

/** Offers the present weights of a run that has gone on. */
function Moved({ than, renew }: { than: number; renew: () => void }) {
  const { t } = useWords(words);
  const now = useStore((s) => (s.run.status === 'running' ? than : s.run.step));
  const running = useStore((s) => s.run.status === 'running');
  if (now === than && !running) return null;
  return (
    <div className={classes(layout.row, layout.wrap)}>
      {!running && <span className={text.quiet}>{t('slowly.moved', { step: now })}</span>}
      <Button look="small" onClick={renew}>
        {t('slowly.renew')}
      </Button>
    </div>
  );
}

function Stages({ step, spec, label }: Omit<StageProps, 'stage'>) {
  const all = useWords(words);
  const { t } = all;
  const stages = useMemo(() => stagesOf(step), [step]);
  const ids = stages.map((_, i) => String(i));
  const [at, go] = useState(0);
  const shown = Math.min(at, stages.length - 1);
  const name = (stage: Stage, short = false) => nameOf(stage, spec, all, short);
  return (
    <>
      <Flow stages={stages} at={shown} name={name(stages[shown])} />
      <div className={layout.rest}>
        <Tabs
          label={t('slowly.stages')}
          tabs={ids}
          shown={ids[shown]}
          onShow={(id) => go(Number(id))}
          textOf={(id) => name(stages[Number(id)], true)}
          twoRows={stages.length > 10}
          hintOf={(id) => name(stages[Number(id)])}
        >
          <div className={classes(layout.column, layout.airy, styles.stage)} data-kind={stages[shown].kind}>
            {VIEWS[stages[shown].kind]({ step, spec, label, stage: stages[shown] })}
          </div>
        </Tabs>
      </div>
      <div className={classes(layout.row, layout.fixed, layout.ruled)}>
        <Button disabled={shown === 0} onClick={() => go(shown - 1)}>
          {t('slowly.back')}
        </Button>
        <Button disabled={shown === stages.length - 1} onClick={() => go(shown + 1)}>
          {t('slowly.next')}
        </Button>
        <span className={text.quiet}>{t('slowly.of', { stage: shown + 1, count: stages.length })}</span>
      </div>
    </>
  );
}

const VIEWS: Record<StageKind, (props: StageProps) => ReactNode> = {
  input: (props) => <Input {...props} />,
  encoder: (props) => <Hidden {...props} network="encoder" />,
  code: (props) => <Code {...props} />,
  sample: (props) => <Sample {...props} />,
  prior: (props) => <Prior {...props} />,
  output: (props) => <Output {...props} />,
  discriminator: (props) => <Discriminator {...props} />,
  loss: (props) => <Loss {...props} />,
  again: (props) => <Again {...props} />,
  backward: (props) => <Backward {...props} />,
  update: (props) => <Update {...props} />,
  after: (props) => <After {...props} />,
};

function Again(props: StageProps) {
  const all = useWords(words);
  const { stage, step, spec } = props;
  const [drawn] = valuesWith(stage.phase, 'prior');
  const before = step.phases.slice(0, step.phases.indexOf(stage.phase));
  const known = before
    .flatMap((phase) => valuesWith(phase, 'prior'))
    .some(({ numbers }) => numbers.every((value, i) => value === drawn?.numbers[i]));
  const sentences = [
    all.t('slowly.again.text', { networks: networksOf(stage, spec, all) }),
    ...(drawn && !known ? [all.t('slowly.again.draw')] : []),
  ];
  return (
    <>
      <p>
        <Linked>{sentences.join(all.t('text.betweenSentences'))}</Linked>
      </p>
      <Outputs {...props} />
      <Verdicts {...props} />
      <Sum {...props} />
    </>
  );
}

type OneStepWords = ReturnType<typeof useWords<keyof (typeof words)['en']>>;

/** The name of a stage; `short`: on its tab. */
function nameOf(stage: Stage, spec: ModelSpec, all: OneStepWords, short = false): string {
  const { kind, phase, several } = stage;
  const { t } = all;
  switch (kind) {
    case 'encoder':
      return t(valuesWith(phase, 'mu').length > 0 ? 'slowly.encoder' : 'slowly.hidden');
    case 'code':
      return t(valuesWith(phase, 'logVar').length > 0 ? 'slowly.distribution' : 'slowly.code');
    case 'output':
      if (valuesWith(phase, 'outputs')[0].network === 'encoder') return t('slowly.pixels');
      return t(hasEncoder(spec) ? 'slowly.output' : 'slowly.generator');
    case 'again':
    case 'backward':
    case 'update': {
      const stageName = t(`slowly.${kind}`);
      if (!several) return stageName;
      const networks = short ? letters(stage) : networksOf(stage, spec, all);
      return t('slowly.tab.phase', { stage: stageName, networks });
    }
    default:
      return t(`slowly.${kind}`);
  }
}

/** The letters by which equations call the networks that learn in the phase of a stage. */
function letters({ phase }: Stage): string {
  const networks = new Set(phase.changes.map(({ network }) => network));
  if (networks.has('discriminator')) return 'D';
  if (networks.size > 1) return 'AE';
  return networks.has('decoder') ? 'G' : 'E';
}

/** The networks that learn in the phase of a stage. */
function networksOf({ phase }: Stage, spec: ModelSpec, { t, number }: OneStepWords): string {
  const networks = new Set(phase.changes.map(({ network }) => network));
  return number.row(
    [...networks].map((network) =>
      network === 'decoder' && !hasEncoder(spec)
        ? t('slowly.generator')
        : t(network === 'decoder' ? 'slowly.output' : `slowly.${network}`),
    ),
  );
}
