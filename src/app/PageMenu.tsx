/** The right end of the top bar: share, help, and a menu of actions that are rarely needed. */
import { Control } from '../controls/Control';
import { openGlossary } from '../glossary/opened';
import { languages } from '../i18n/languages';
import { openFiles, saveCheckpoint } from '../state/actions';
import { showEverything } from '../state/hidden';
import { changePreferences, chooseLanguage } from '../state/preferences';
import { runName } from '../state/runName';
import { type Preferences, useStore } from '../state/store';
import { classes } from '../ui/classes';
import { download } from '../ui/download';
import { Select } from '../ui/Field';
import { Icon, type IconName } from '../ui/Icon';
import { Later } from '../ui/Later';
import layout from '../ui/layout.module.css';
import { createLazyPart } from '../ui/lazyPart';
import { Popover } from '../ui/Popover';
import { pickFiles } from '../ui/pickFiles';
import { useWords } from '../ui/words';
import { showAbout, useAbout } from './aboutOpened';
import { CompareButton } from './Compare';
import { LessonsButton } from './Lessons';
import { FurtherControls } from './RunControls';
import { ShareButton } from './Share';
import styles from './TopBar.module.css';

const about = createLazyPart(() => import('./About'));

const nextTheme: Record<Preferences['theme'], Preferences['theme']> = {
  system: 'light',
  light: 'dark',
  dark: 'system',
};

export function PageMenu() {
  const { t } = useWords();
  const open = useAbout((s) => s.open);
  const help = (
    <>
      <Item icon="glossary" act={() => openGlossary()}>
        {t('bar.glossary')}
      </Item>
      <Item icon="about" act={() => showAbout(true)}>
        {t('bar.about')}
      </Item>
    </>
  );
  return (
    <nav aria-label={t('bar.page')} className={classes(layout.row, layout.joined, layout.last)}>
      <ShareButton />
      <div className={styles.help}>
        <Popover name={t('bar.help')} icon="help">
          {help}
        </Popover>
      </div>
      <Popover name={t('bar.more')} icon="more">
        <More />
        <div className={styles.foldedOnPhones}>
          <hr />
          {help}
        </div>
      </Popover>
      {open && <Later part={about} />}
    </nav>
  );
}

/** An item of the menu. */
function Item({ icon, act, children }: { icon: IconName; act: () => void; children: string }) {
  return (
    <button
      type="button"
      className={classes(layout.row, layout.airy, layout.wide, layout.item, styles.item)}
      onClick={act}
    >
      <Icon name={icon} />
      {children}
    </button>
  );
}

function More() {
  const { t } = useWords();
  const theme = useStore((s) => s.preferences.theme);
  const lighter = useStore((s) => s.preferences.lighter);
  const hides = useStore((s) => s.look.hide.length > 0);
  const projector = useStore((s) => s.look.projector);
  return (
    <>
      <div className={classes(layout.row, layout.wrap, styles.folded)}>
        <FurtherControls />
        <span className={styles.foldedOnPhones}>
          <CompareButton />
        </span>
        <LessonsButton />
      </div>
      <Control name="speed" help="below" />
      <hr />
      <Item
        icon="save"
        act={async () => {
          const bytes = await saveCheckpoint();
          if (bytes) download(`${runName(useStore.getState().run.step)}.safetensors`, bytes);
        }}
      >
        {t('bar.save')}
      </Item>
      <Item
        icon="open"
        act={async () => {
          const files = await pickFiles();
          if (files.length > 0) await openFiles(files);
        }}
      >
        {t('bar.open')}
      </Item>
      <hr />
      <Item icon={theme} act={() => changePreferences({ theme: nextTheme[theme] })}>
        {t('bar.theme.now', { theme: t(`bar.theme.${theme}`) })}
      </Item>
      <Item
        icon="projector"
        act={() => useStore.setState(({ look }) => ({ look: { ...look, projector: !look.projector } }))}
      >
        {t(projector ? 'bar.projector.on' : 'bar.projector.off')}
      </Item>
      {hides && (
        <Item icon="layers" act={showEverything}>
          {t('bar.everything')}
        </Item>
      )}
      <Item
        icon="lighter"
        act={() => changePreferences({ lighter: lighter === 'never' ? undefined : 'never' })}
      >
        {t('lighter.setting', { when: t(lighter === 'never' ? 'lighter.never' : 'lighter.late') })}
      </Item>
      <LanguageChoice />
    </>
  );
}

/** Lists languages by their own names, for readers who do not understand the present one. */
function LanguageChoice() {
  const { t, locale } = useWords();
  return (
    <div className={classes(layout.row, layout.airy, layout.wide, styles.item)}>
      <Icon name="language" />
      <Select
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
      </Select>
    </div>
  );
}
