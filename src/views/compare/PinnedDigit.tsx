/** What the pinned run decodes for the same image or place as the large digit. */
import { useRef } from 'react';
import { GREY_28, imageSize, shapeOf } from '../../experiment/dataShape';
import { useStore } from '../../state/store';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import styles from '../DigitView.module.css';
import { Digit } from '../Sheet';
import { useDrawing } from '../useDrawing';
import { pinnedCodeShown, pinnedDecoder } from './pinnedDecoder';
import { usePlacement } from './placement';
import { words as ofCompare, shortName } from './words';

export function PinnedDigit() {
  const words = useWords(ofCompare);
  const { t } = words;
  const pinned = useStore((s) => s.pinned);
  const form = pinned ? shapeOf(pinned.config) : GREY_28;
  const pixels = useRef(new Float32Array(0));
  const canvas = useDrawing(
    (painter) => {
      const decoder = pinned && pinnedDecoder(pinned);
      const size = imageSize(form);
      if (pixels.current.length !== size) pixels.current = new Float32Array(size);
      if (pinned) decoder?.decode(pinnedCodeShown(pinned), 1, pixels.current, useStore.getState().label);
      painter.paint(decoder ? pixels.current : null);
      return false;
    },
    {
      form,
      when: (mark) => [
        usePlacement.subscribe(mark),
        useStore.subscribe((s, before) => {
          if (
            s.probes !== before.probes ||
            s.selectedProbe !== before.selectedProbe ||
            s.pointer !== before.pointer ||
            s.hovered !== before.hovered ||
            s.pathStep !== before.pathStep ||
            s.label !== before.label
          )
            mark();
        }),
      ],
    },
    [pinned],
  );
  if (!pinned?.decoder) return null;
  return (
    <div className={classes(layout.row, styles.pinned)}>
      <Digit of="decoder" ref={canvas} role="img" aria-label={t('compare.digit')} />
      <p className={text.quiet}>
        {t('compare.digit.at', { model: shortName(pinned.config, words), step: pinned.step })}
      </p>
    </div>
  );
}
