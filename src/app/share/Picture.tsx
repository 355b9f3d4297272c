/** Pictures of the plane, the losses and the path. */
import { useState } from 'react';
import { PICTURES, type PictureFormat, type PictureOf, pictureFile } from '../../export/files';
import { Button } from '../../ui/Button';
import { Choices } from '../../ui/Choices';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { Said, useSaving } from './saving';
import { words } from './words';

const FORMATS: readonly PictureFormat[] = ['png', 'svg'];
const SCALES = [1, 2, 3, 4] as const;

export function Picture() {
  const { t } = useWords(words);
  const [what, setWhat] = useState<PictureOf>('plane');
  const [format, setFormat] = useState<PictureFormat>('png');
  const [scale, setScale] = useState<(typeof SCALES)[number]>(2);
  const { save, said, busy } = useSaving();
  return (
    <>
      <Choices
        legend={t('share.picture.what')}
        options={PICTURES}
        chosen={what}
        onChoose={setWhat}
        textOf={(one) => t(`share.picture.${one}`)}
      />
      <Choices
        legend={t('share.picture.format')}
        options={FORMATS}
        chosen={format}
        onChoose={setFormat}
        textOf={(one) => one.toUpperCase()}
      />
      {format === 'png' && what !== 'path' && (
        <Choices
          legend={t('share.picture.scale')}
          options={SCALES}
          chosen={scale}
          onChoose={setScale}
          textOf={(one) => t('share.picture.times', { scale: one })}
        />
      )}
      <p className={text.quiet}>{t(what === 'path' ? 'share.picture.pathText' : 'share.picture.text')}</p>
      <div>
        <Button disabled={busy} onClick={() => void save(() => pictureFile(what, format, scale))}>
          {t('share.save')}
        </Button>
      </div>
      <Said>{said}</Said>
    </>
  );
}
