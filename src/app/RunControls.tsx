/** The buttons that start, pause, step and reset a run, and the choice of its speed. */
import { SpeedChoice } from '../controls/SpeedChoice';
import { newSeed, pause, reset, step, train } from '../state/actions';
import { useStore } from '../state/store';
import { IconButton } from '../ui/Button';
import { classes } from '../ui/classes';
import { Icon, type IconName } from '../ui/Icon';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import styles from './TopBar.module.css';

export interface RunControlsProps {
  /** Train was pressed before the data was loaded. */
  waiting: boolean;
  onWaiting: (waiting: boolean) => void;
}

export function RunControls({ waiting, onWaiting }: RunControlsProps) {
  const { t } = useWords();
  // Without an engine, waiting would not help: call the action, which reports the problem.
  const ready = useStore(
    ({ data, engine }) =>
      engine.status === 'failed' || (data.status !== 'waiting' && data.status !== 'loading'),
  );
  const running = useStore((s) => s.run.status === 'running' || s.run.starting) || waiting;
  const press = () => {
    if (waiting) onWaiting(false);
    else if (running) void pause();
    else if (ready) void train();
    else onWaiting(true);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a toolbar of buttons, not a fieldset of a form
    <div
      role="group"
      aria-label={t('run.controls')}
      className={classes(layout.row, layout.fixed, styles.run)}
    >
      <button
        type="button"
        className={classes(layout.row, layout.close, text.strong, styles.train)}
        onClick={(event) => {
          // Safari does not focus a clicked button, and Space would then scroll the page instead of pausing.
          event.currentTarget.focus();
          press();
        }}
        // A held key counts as one press.
        onKeyDown={(event) => event.repeat && event.preventDefault()}
      >
        <Icon name={running ? 'pause' : 'play'} />
        {t(running ? 'run.pause' : 'run.train')}
      </button>
      <Command icon="step" name={t('run.step')} hint={t('run.step.hint')} act={() => step()} />
      <div className={classes(layout.row, styles.roomy)}>
        <FurtherControls />
      </div>
    </div>
  );
}

/** Controls that a narrow top bar moves into its menu. */
export function FurtherControls() {
  const { t } = useWords();
  return (
    <>
      <Command icon="reset" name={t('run.reset')} hint={t('run.reset.hint')} act={() => reset()} />
      <Command icon="dice" name={t('run.newSeed')} hint={t('run.newSeed.hint')} act={() => newSeed()} />
      <SpeedChoice />
    </>
  );
}

function Command(props: { icon: IconName; name: string; hint: string; act: () => Promise<unknown> }) {
  const { icon, name, hint, act } = props;
  return <IconButton icon={icon} name={name} title={`${name}: ${hint}`} onClick={() => void act()} />;
}
