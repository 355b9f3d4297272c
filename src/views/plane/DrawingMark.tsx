/** A mark at the code of the reader's drawing: the tip of a pencil, with its name. */
import { useEffect, useRef } from 'react';
import { onPlane } from '../../latent/slice';
import { screenX, screenY } from '../../math/viewport';
import { live } from '../../state/live';
import { useStore } from '../../state/store';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { inFrom, moveTo } from './overlay';
import styles from './overlay.module.css';
import type { PlaneRenderer } from './planeRenderer';
import { toCss } from './unit';

/** Space that the mark needs beside and above its place, in units (see `unit.ts`). */
const ROOM = { beside: 70, above: 20 };

export function DrawingMark({ renderer }: { renderer: PlaneRenderer }) {
  const { t } = useWords();
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const layer = renderer.addLayer((v) => {
      const element = mark.current;
      if (!element) return;
      const { drawing } = live.get();
      const known = drawing?.mu.every(Number.isFinite) ?? false;
      if (element.hidden === known) element.hidden = !known;
      if (!drawing || !known) return;
      const [x, y] = onPlane([...drawing.mu], useStore.getState().slice);
      // If the place is out of view, the tip is hollow and at the edge.
      const px = inFrom(screenX(v, x), v.left, v.left + v.width);
      const py = Math.max(v.top + ROOM.above, inFrom(screenY(v, y), v.top, v.top + v.height));
      moveTo(element, v, px, py);
      element.dataset.side = px + ROOM.beside > v.left + v.width ? 'left' : 'right';
      element.dataset.outside = String(
        px !== screenX(v, x) || (py !== screenY(v, y) && py !== v.top + ROOM.above),
      );
    });
    const leave = live.subscribe('drawing', renderer.place);
    return () => {
      layer();
      leave();
    };
  }, [renderer]);
  return (
    <div ref={mark} className={classes(layout.untouched, text.small, text.strong, styles.mark)} hidden>
      <svg width={toCss(18)} height={toCss(20)} viewBox="-9 -19 18 20" aria-hidden="true">
        <path d="M0 0 -7.5-17h15z" />
      </svg>
      <span>{t('plane.drawing')}</span>
    </div>
  );
}
