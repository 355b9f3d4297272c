/** The top bar: the model and its data, the controls and progress of the run, and the page's menu. */
import { useSyncExternalStore } from 'react';
import { ModelChoice } from '../controls/ModelChoice';
import { useStore } from '../state/store';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import { paced } from '../ui/paced';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { useReadOut } from '../views/useReadOut';
import { DataProgress } from './Badges';
import { CompareButton } from './Compare';
import { LessonsButton } from './Lessons';
import { LighterSign } from './LighterSign';
import { PageMenu } from './PageMenu';
import { RunControls, type RunControlsProps } from './RunControls';
import styles from './TopBar.module.css';

export function TopBar(props: RunControlsProps) {
  const { t } = useWords();
  return (
    <header className={classes(layout.row, layout.airy, layout.ruledBelow, styles.bar)}>
      <h1 title={t('app.tagline')}>{t('app.title')}</h1>
      <ModelChoice />
      <RunControls {...props} />
      <CompareButton />
      <LessonsButton />
      <Counters />
      <LighterSign />
      <PageMenu />
      <DataProgress />
    </header>
  );
}

const ofRun = paced((changed) => useStore.subscribe(({ run }, before) => run !== before.run && changed()));
const presentRun = () => useStore.getState().run;

const counter = classes(layout.row, layout.close);

function Counters() {
  const { t, number } = useWords();
  const { epoch, step, stepsPerSecond } = useSyncExternalStore(ofRun, presentRun);
  // At once: other numbers keep their pace, but the table names the first step without waiting for them.
  const running = useStore((s) => s.run.status === 'running');
  // During training, the step is the latest one in the loss table, so that both show the same number.
  const read = useReadOut((s) => s.last);
  const shown = running && read !== null ? read : step;
  /** Below one step per second, seconds per step are easier to read. */
  const slow = stepsPerSecond > 0 && stepsPerSecond < 1;
  const rate = slow ? 1 / stepsPerSecond : stepsPerSecond;
  return (
    <dl className={classes(layout.row, layout.firstLine, styles.counters)} aria-label={t('run.progress')}>
      <div className={counter}>
        <dt className={text.quiet}>{t('run.epoch')}</dt>
        {/* The number of epochs is unknown until the data is loaded. */}
        <dd className={text.strong} translate="no">
          {step > 0 && epoch === 0 ? '–' : number.fixed(epoch, 2)}
        </dd>
      </div>
      <div className={counter}>
        <dt className={text.quiet}>{t('run.steps')}</dt>
        <dd className={text.strong} translate="no">
          {number.plain(shown)}
        </dd>
      </div>
      {rate > 0 && (
        <div className={classes(counter, styles.rate)}>
          <dd className={text.strong} translate="no">
            {number.fixed(rate, rate >= 100 ? 0 : 1)}
          </dd>
          <dt className={text.quiet}>{t(slow ? 'run.secondsPerStep' : 'run.rate')}</dt>
        </div>
      )}
    </dl>
  );
}
