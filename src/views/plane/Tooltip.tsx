/** The test image under the pointer, beside its reconstruction. */

import { useEffect, useRef } from 'react';
import { imageAt } from '../../data/images';
import { wordsOf } from '../../i18n/words';
import { screenX, screenY } from '../../math/viewport';
import { useForm } from '../../state/form';
import { live } from '../../state/live';
import { createDecoded } from '../../state/published';
import { useStore } from '../../state/store';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { createDigitPainter, ONE_DIGIT } from '../digit';
import { Digit } from '../Sheet';
import { labelName, placeText, pointLabels } from '../words';
import type { PlaneRenderer } from './planeRenderer';
import styles from './Tooltip.module.css';
import { toCss } from './unit';

/** Distance between the point and the tooltip, in units (see `unit.ts`). */
const GAP = 16;

export function Tooltip({ renderer }: { renderer: PlaneRenderer }) {
  const { t } = useWords();
  const card = useRef<HTMLDivElement>(null);
  const original = useRef<HTMLCanvasElement>(null);
  const decoded = useRef<HTMLCanvasElement>(null);
  const caption = useRef<HTMLParagraphElement>(null);
  const form = useForm();

  useEffect(() => {
    const originalPainter = original.current && createDigitPainter(original.current, ONE_DIGIT, form);
    const decodedPainter = decoded.current && createDigitPainter(decoded.current, ONE_DIGIT, form);
    const reconstruction = createDecoded();
    return renderer.addLayer((v) => {
      const element = card.current;
      if (!element) return;
      const { hovered, data, run, language } = useStore.getState();
      const { points } = live.get();
      const at = hovered === null ? null : renderer.whereIs(hovered);
      const hide = hovered === null || !at || !points;
      if (element.hidden !== hide) element.hidden = hide;
      if (hovered === null || !at || !points) return;
      const { latent } = run.spec;
      const mu = [...points.mu.subarray(hovered * latent, (hovered + 1) * latent)];
      const known = data.test && hovered < data.test.count;
      const bytes = known ? data.test && imageAt(data.test, hovered) : null;
      originalPainter?.paint(bytes ?? null);
      if (original.current?.parentElement) original.current.parentElement.hidden = !bytes;
      decodedPainter?.paint(reconstruction.at(mu) ? reconstruction.pixels : null);
      const label = pointLabels()?.[hovered];
      const words = wordsOf(language);
      const name =
        label === undefined
          ? words.t('plane.unlabelled')
          : words.t('plane.labelled', { label: labelName(label, words) });
      // Of a long code, only the two coordinates on the plane.
      const place = latent > 2 ? at : mu;
      if (caption.current) caption.current.textContent = `${name} · ${placeText(place, words)}`;
      const px = screenX(v, at[0]);
      const py = screenY(v, at[1]);
      const [width, height] = [element.offsetWidth / renderer.unit, element.offsetHeight / renderer.unit];
      const left = px + GAP + width > v.left + v.width ? px - GAP - width : px + GAP;
      const top = Math.min(v.top + v.height - height, Math.max(v.top, py - height / 2));
      element.style.transform = `translate(${toCss(Math.max(0, left))}, ${toCss(top)})`;
    });
  }, [renderer, form]);

  return (
    <div
      ref={card}
      className={classes(layout.card, layout.untouched, text.small, styles.card)}
      hidden
      aria-hidden="true"
    >
      <div className={classes(layout.row, text.quiet, styles.pictures)}>
        <figure>
          <Digit of="input" ref={original} />
          <figcaption>{t('plane.test')}</figcaption>
        </figure>
        <figure>
          <Digit of="decoder" ref={decoded} />
          <figcaption>{t('plane.reconstruction')}</figcaption>
        </figure>
      </div>
      <p ref={caption} translate="no" />
    </div>
  );
}
