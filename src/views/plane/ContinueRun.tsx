/** Offers to continue the run that an earlier page has saved, by itself, in this browser. */
import { presetText } from '../../controls/settingWords';
import { nearest } from '../../experiment/members';
import { continueSaved, deleteSaved, dismissSaved } from '../../state/actions';
import { useStore } from '../../state/store';
import { Button, IconButton } from '../../ui/Button';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import styles from './captions/Caption.module.css';

export function ContinueRun() {
  const words = useWords();
  const { t, locale } = words;
  const saved = useStore((s) => s.saved);
  // Whoever trains has decided; the offer returns when the run stops.
  const busy = useStore((s) => s.run.status === 'running' || s.run.starting);
  if (!saved || busy) return null;
  const { step, savedAt, config } = saved;
  const when = new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
  const about = t('saved.about', {
    // In Chinese, an abbreviation is followed by its meaning in brackets.
    model: presetText(nearest(config).preset.id, 'name', words).split('（')[0],
    when: when.format(savedAt),
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons and a line of text, not a fieldset of a form
    <span
      role="group"
      aria-label={t('saved.offer')}
      className={classes(layout.row, layout.close, styles.saved, text.small)}
    >
      <Button look="small" className={layout.fixed} title={about} onClick={() => void continueSaved()}>
        <span aria-hidden="true">↷</span> {t('saved.continue', { step })}
      </Button>
      <span className={classes(text.oneLine, text.quiet)}>{about}</span>
      <Button look="small" className={layout.fixed} onClick={() => void deleteSaved()}>
        {t('saved.forget')}
      </Button>
      <IconButton icon="close" size={16} name={t('saved.later')} onClick={dismissSaved} />
    </span>
  );
}
