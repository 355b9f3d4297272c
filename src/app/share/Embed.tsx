/** The page as a part of another one: the HTML of a frame with this configuration and the chosen parts. */
import { useState } from 'react';
import { memberText } from '../../controls/settingWords';
import { PARTS, type Part, USUAL_PARTS } from '../../experiment/look';
import { linkOf } from '../../state/link';
import { useStore } from '../../state/store';
import { Button } from '../../ui/Button';
import { Checks } from '../../ui/Choices';
import { classes } from '../../ui/classes';
import { TextField } from '../../ui/Field';
import layout from '../../ui/layout.module.css';
import { useWords } from '../../ui/words';
import { embedCode, LEAST_SIDE, sideIn } from './embedCode';
import styles from './Share.module.css';
import { Said, useCopying } from './saving';
import { words } from './words';

export function Embed() {
  const own = useWords(words);
  const { t, find } = own;
  const config = useStore((s) => s.config);
  const lesson = useStore((s) => s.look.lesson !== null);
  const [parts, setParts] = useState<readonly Part[]>(lesson ? [...USUAL_PARTS, 'lesson'] : USUAL_PARTS);
  const [width, setWidth] = useState('640');
  const [height, setHeight] = useState('480');
  const [given, setTitle] = useState<string | null>(null);
  const [previewed, setPreviewed] = useState(false);
  const { copy, said } = useCopying();
  const title =
    given ??
    t('share.embed.named', {
      model: memberText(config, own),
      dataset: find(`settings.dataset.options.${config.dataset}`, config.dataset),
    });
  // What is compared with may not be there in another page.
  const link = linkOf(config, { embed: parts, compare: null });
  const [w, h] = [sideIn(width), sideIn(height)];
  const frame = w && h ? { src: new URL(link, window.location.href).href, width: w, height: h, title } : null;
  const code = frame ? embedCode(frame) : '';
  const side = (name: 'width' | 'height', value: string, onChange: (value: string) => void) => (
    <label className={classes(layout.row, layout.fixed)}>
      <span>{t(`share.embed.${name}`)}</span>
      <TextField
        inputMode="numeric"
        size={4}
        value={value}
        aria-invalid={sideIn(value) === null}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
  return (
    <>
      <p>{t('share.embed.text')}</p>
      <Checks
        aria-label={t('share.embed.parts')}
        options={PARTS.filter((part) => part !== 'lesson' || lesson)}
        chosen={parts}
        onToggle={(part) => setParts(PARTS.filter((one) => (one === part) !== parts.includes(one)))}
        textOf={(part) => t(`share.embed.part.${part}`)}
      />
      <div className={classes(layout.row, layout.wrap)}>
        {side('width', width, setWidth)}
        {side('height', height, setHeight)}
      </div>
      <label className={layout.row}>
        <span className={layout.fixed}>{t('share.embed.title')}</span>
        <TextField value={title} onChange={(event) => setTitle(event.target.value)} />
      </label>
      {!frame && <p role="alert">{t('share.embed.least', { least: LEAST_SIDE })}</p>}
      <textarea
        readOnly
        className={styles.code}
        aria-label={t('share.embed.code')}
        value={code}
        spellCheck={false}
        translate="no"
        lang="en"
      />
      <div className={layout.row}>
        <Button disabled={!frame} onClick={() => void copy(code)}>
          {t('share.copy')}
        </Button>
        <Said>{said}</Said>
      </div>
      <details onToggle={(event) => setPreviewed(event.currentTarget.open)}>
        <summary>{t('share.embed.preview')}</summary>
        {previewed && frame && (
          // Another address needs another frame: a change after # alone would not open its parts anew.
          <iframe key={link} {...frame} style={{ border: 0, maxWidth: '100%' }} />
        )}
      </details>
    </>
  );
}
