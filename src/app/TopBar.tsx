/** Title, the round button, its companions, the counters, the badges, and what concerns the page as a whole. */

import { useState } from 'react';
import { Control } from '../controls/Control';
import { download } from '../export/download';
import { openGlossary } from '../glossary/opened';
import { languages } from '../i18n/languages';
import { isAdversarial } from '../model/predicates';
import { newSeed, openFiles, pause, reset, saveCheckpoint, step, train } from '../state/actions';
import { changePreferences, chooseLanguage } from '../state/preferences';
import { type Preferences, useStore } from '../state/store';
import { Button, IconButton, iconLook } from '../ui/Button';
import { classes } from '../ui/classes';
import { TextField } from '../ui/Field';
import { Icon, type IconName } from '../ui/Icon';
import layout from '../ui/layout.module.css';
import { Popover } from '../ui/Popover';
import { pickFiles } from '../ui/pickFiles';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { About } from './About';
import { DataBadge, EngineBadge } from './Badges';
import styles from './TopBar.module.css';

export interface TopBarProps {
  /** Train was pressed before there was data to learn from. */
  waiting: boolean;
  onWaiting: (waiting: boolean) => void;
}

export function TopBar(props: TopBarProps) {
  const { t } = useWords();
  return (
    <header className={classes(layout.row, layout.wrap, styles.bar)}>
      <div className={styles.title}>
        <h1>{t('app.title')}</h1>
        <p className={classes(text.small, text.quiet)}>{t('app.tagline')}</p>
      </div>
      <RunControls {...props} />
      <div className={styles.badges}>
        <EngineBadge />
        <DataBadge />
      </div>
      <PageMenu />
    </header>
  );
}

function RunControls({ waiting, onWaiting }: TopBarProps) {
  const { t } = useWords();
  // Without an engine nothing will come of waiting: let the action say so.
  const ready = useStore(
    ({ data, engine }) =>
      engine.status === 'failed' || (data.status !== 'waiting' && data.status !== 'loading'),
  );
  const adversarial = useStore((s) => isAdversarial(s.run.spec));
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
      className={classes(layout.row, layout.close, styles.run)}
    >
      <button
        type="button"
        className={classes(text.small, text.strong, styles.command, styles.train)}
        onClick={(event) => {
          // Safari leaves the focus where it was, and Space would scroll the page instead of pausing.
          event.currentTarget.focus();
          press();
        }}
        // A key that is held is one press.
        onKeyDown={(event) => event.repeat && event.preventDefault()}
      >
        <span className={layout.centre}>
          <Icon name={running ? 'pause' : 'play'} size={26} />
        </span>
        {t(running ? 'run.pause' : 'run.train')}
      </button>
      <Command icon="step" name={t('run.step')} hint={t('run.step.hint')} act={() => step()} />
      {adversarial && <Turns />}
      <Command icon="reset" name={t('run.reset')} hint={t('run.reset.hint')} act={() => reset()} />
      <Command icon="dice" name={t('run.newSeed')} hint={t('run.newSeed.hint')} act={() => newSeed()} />
      <div className={styles.speed}>
        <Control name="speed" help="hint" />
      </div>
      <Counters />
    </div>
  );
}

/** Of an adversarial model, one of the two may learn alone. */
function Turns() {
  const { t } = useWords();
  return (
    <fieldset className={styles.turns} aria-label={t('run.turns')}>
      <Button look="small" title={t('run.stepD.hint')} onClick={() => void step(1, 'discriminator')}>
        {t('run.stepD')}
      </Button>
      <Button look="small" title={t('run.stepG.hint')} onClick={() => void step(1, 'generator')}>
        {t('run.stepG')}
      </Button>
    </fieldset>
  );
}

function Command(props: { icon: IconName; name: string; hint: string; act: () => Promise<unknown> }) {
  return (
    <button
      type="button"
      className={classes(text.small, text.quiet, styles.command)}
      title={props.hint}
      onClick={() => void props.act()}
    >
      <span className={layout.centre}>
        <Icon name={props.icon} />
      </span>
      {props.name}
    </button>
  );
}

function Counters() {
  const { t, number } = useWords();
  const { epoch, step: steps, stepsPerSecond } = useStore((s) => s.run);
  /** Less than one a second is easier to read the other way round. */
  const slow = stepsPerSecond > 0 && stepsPerSecond < 1;
  const rate = slow ? 1 / stepsPerSecond : stepsPerSecond;
  return (
    <dl className={classes(layout.row, styles.counters)} aria-label={t('run.progress')}>
      <div>
        <dt className={classes(text.sized, text.quiet)}>{t('run.epoch')}</dt>
        {/* How many epochs its steps were is not known before there is data. */}
        <dd translate="no">{steps > 0 && epoch === 0 ? '–' : number.fixed(epoch, 2)}</dd>
      </div>
      <div>
        <dt className={classes(text.sized, text.quiet)}>{t('run.steps')}</dt>
        <dd translate="no">{number.plain(steps)}</dd>
      </div>
      <div>
        <dt className={classes(text.sized, text.quiet)}>{t(slow ? 'run.secondsPerStep' : 'run.rate')}</dt>
        <dd translate="no">{number.fixed(rate, rate >= 100 ? 0 : 1)}</dd>
      </div>
    </dl>
  );
}

const nextTheme: Record<Preferences['theme'], Preferences['theme']> = {
  system: 'light',
  light: 'dark',
  dark: 'system',
};

function PageMenu() {
  const { t } = useWords();
  const theme = useStore((s) => s.preferences.theme);
  const [about, setAbout] = useState(false);
  const themeName = t('bar.theme.now', { theme: t(`bar.theme.${theme}`) });
  return (
    <nav aria-label={t('bar.page')} className={classes(layout.row, layout.joined, styles.page)}>
      <LanguageChoice />
      <IconButton
        icon={theme}
        name={themeName}
        onClick={() => changePreferences({ theme: nextTheme[theme] })}
      />
      <ShareLink />
      <IconButton
        icon="save"
        name={t('bar.save')}
        onClick={async () => {
          const bytes = await saveCheckpoint();
          if (bytes) download(checkpointName(), bytes);
        }}
      />
      <IconButton
        icon="open"
        name={t('bar.open')}
        onClick={async () => {
          const files = await pickFiles();
          if (files.length > 0) await openFiles(files);
        }}
      />
      <IconButton icon="glossary" name={t('bar.glossary')} onClick={() => openGlossary()} />
      <IconButton icon="about" name={t('bar.about')} onClick={() => setAbout(true)} />
      {about && <About onClosed={() => setAbout(false)} />}
    </nav>
  );
}

/** The languages by their own names; so that readers who cannot read the page find theirs. */
function LanguageChoice() {
  const { t, locale } = useWords();
  return (
    <label className={classes(iconLook, styles.language)} title={t('bar.language')}>
      <Icon name="language" />
      <select
        className={layout.over}
        aria-label={t('bar.language')}
        translate="no"
        value={locale}
        onChange={(event) => {
          const chosen = languages.find(({ id }) => id === event.target.value);
          if (chosen) void chooseLanguage(chosen.id);
        }}
      >
        {languages.map(({ id, name }) => (
          <option key={id} value={id} lang={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function checkpointName(): string {
  const { run } = useStore.getState();
  return `${run.spec.family}-${run.config.dataset}-seed${run.config.seed}-step${run.step}.safetensors`;
}

/** The address holds the settings already; this copies it, or shows it where the clipboard is closed. */
function ShareLink() {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    setCopied(false);
    try {
      await navigator.clipboard.writeText(window.location.href);
      setCopied(true);
    } catch {
      // Not allowed, or no clipboard at all: the field below is there to copy from.
    }
  };
  return (
    <Popover name={t('bar.share')} icon="share" onOpen={() => void copy()}>
      <p role="status">{t(copied ? 'bar.share.copied' : 'bar.share.byHand')}</p>
      <TextField
        readOnly
        aria-label={t('bar.share.field')}
        value={window.location.href}
        onFocus={(e) => e.target.select()}
      />
    </Popover>
  );
}
