/** Offers to continue the run that an earlier page has saved, by itself, in this browser. */
import { optionText, presetText } from '../../controls/settingWords';
import { nearest } from '../../experiment/members';
import { continueSaved, deleteSaved, dismissSaved } from '../../state/actions';
import { useStore } from '../../state/store';
import { Button, IconButton } from '../../ui/Button';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';

export function ContinueRun() {
  const words = useWords();
  const { t, locale } = words;
  const saved = useStore((s) => s.saved);
  // Whoever trains has decided; the offer returns when the run stops.
  const busy = useStore((s) => s.run.status === 'running' || s.run.starting);
  if (!saved || busy) return null;
  const { step, savedAt, config } = saved;
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons and a line of text, not a fieldset of a form
    <span
      role="group"
      aria-label={t('saved.offer')}
      className={classes(layout.row, layout.close, layout.wrap, text.small)}
    >
      <Button look="small" onClick={() => void continueSaved()}>
        <span aria-hidden="true">↷</span> {t('saved.continue', { step })}
      </Button>
      <span className={text.quiet}>
        {t('saved.about', {
          model: presetText(nearest(config).preset.id, 'name', words),
          data: optionText('dataset', config.dataset, words),
          when: when.format(savedAt),
        })}
      </span>
      <Button look="small" onClick={() => void deleteSaved()}>
        {t('saved.forget')}
      </Button>
      <IconButton icon="close" size={16} name={t('saved.later')} onClick={dismissSaved} />
    </span>
  );
}
