/** The page's address, which contains the settings. */
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { TextField } from '../../ui/Field';
import layout from '../../ui/layout.module.css';
import { useWords } from '../../ui/words';
import { Said, useCopying } from './saving';
import { words } from './words';

export function Link() {
  const { t } = useWords(words);
  const { copy, said } = useCopying();
  return (
    <>
      <p>{t('share.link.text')}</p>
      <div className={layout.row}>
        <TextField
          readOnly
          aria-label={t('bar.share.field')}
          className={classes(layout.rest)}
          value={window.location.href}
          onFocus={(event) => event.target.select()}
        />
        <Button onClick={() => void copy(window.location.href)}>{t('share.copy')}</Button>
      </div>
      <Said>{said}</Said>
    </>
  );
}
