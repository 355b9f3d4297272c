/** One row at the head of the page: which model on which data, the run and how far it is, and what concerns the page. */
import { ModelChoice } from '../controls/ModelChoice';
import { useStore } from '../state/store';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { useReadOut } from '../views/useReadOut';
import { DataProgress } from './Badges';
import { PageMenu } from './PageMenu';
import { RunControls, type RunControlsProps } from './RunControls';
import styles from './TopBar.module.css';

export function TopBar(props: RunControlsProps) {
  const { t } = useWords();
  return (
    <header className={classes(layout.row, styles.bar)}>
      <h1 title={t('app.tagline')}>{t('app.title')}</h1>
      <ModelChoice />
      <RunControls {...props} />
      <Counters />
      <PageMenu />
      <DataProgress />
    </header>
  );
}

function Counters() {
  const { t, number } = useWords();
  const { epoch, step, stepsPerSecond, status } = useStore((s) => s.run);
  // While it learns the step is the one whose losses the chart names, so that both show the same.
  const read = useReadOut((s) => s.last);
  const shown = status === 'running' && read !== null ? read : step;
  /** Less than one a second is easier to read the other way round. */
  const slow = stepsPerSecond > 0 && stepsPerSecond < 1;
  const rate = slow ? 1 / stepsPerSecond : stepsPerSecond;
  return (
    <dl className={classes(layout.row, styles.counters)} aria-label={t('run.progress')}>
      <div>
        <dt className={text.quiet}>{t('run.epoch')}</dt>
        {/* How many epochs its steps were is not known before there is data. */}
        <dd translate="no">{step > 0 && epoch === 0 ? '–' : number.fixed(epoch, 2)}</dd>
      </div>
      <div>
        <dt className={text.quiet}>{t('run.steps')}</dt>
        <dd translate="no">{number.plain(shown)}</dd>
      </div>
      <div className={styles.rate}>
        <dd translate="no">{number.fixed(rate, rate >= 100 ? 0 : 1)}</dd>
        <dt className={text.quiet}>{t(slow ? 'run.secondsPerStep' : 'run.rate')}</dt>
      </div>
    </dl>
  );
}
