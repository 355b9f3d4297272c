/**
 * A sheet to draw on with the mouse, a finger or the keys. It knows brushes and paper, not what is drawn or why:
 * whoever gives it the sheet listens to that.
 */

import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { IMAGE_SIDE } from '../../model/spec';
import { reportMovement } from '../../state/actions';
import { classes } from '../../ui/classes';
import { createDrawer, hush } from '../../ui/frame';
import layout from '../../ui/layout.module.css';
import { isDark, onTheme } from '../../ui/palette';
import { isPalm } from '../../ui/palm';
import { capture } from '../../ui/pointer';
import { VisuallyHidden } from '../../ui/VisuallyHidden';
import { useWords } from '../../ui/words';
import { FIRST_PEN, type Pen, penAfter } from './keyboardPen';
import styles from './Pad.module.css';
import type { Brush, Place, Sheet } from './sheet';
import { words as ofUse } from './words';

interface PadProps {
  sheet: Sheet;
  brush: Brush;
  name: string;
  /** Escape and Delete. */
  onClear: () => void;
}

export function Pad({ sheet, brush, name, onClear }: PadProps) {
  const { t } = useWords(ofUse);
  const help = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  /** The pointer that draws, where it was last, and the sheet before it came. */
  const hand = useRef<{ pointer: number; touch: boolean; at: Place; before: Uint8Array } | null>(null);
  const grain = useRef(0);
  /** The pen of the keys; shown once keys are used. */
  const [pen, setPen] = useState<Pen | null>(null);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = new ImageData(sheet.side, sheet.side);
    const drawer = createDrawer(() => {
      const dark = isDark();
      sheet.ink.forEach((ink, i) => {
        image.data.fill(dark ? ink : 255 - ink, 4 * i, 4 * i + 3);
        image.data[4 * i + 3] = 255;
      });
      context.putImageData(image, 0, 0);
      return false;
    });
    drawer.mark();
    const stops = [drawer.stop, sheet.subscribe(drawer.mark), onTheme(drawer.mark)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [sheet]);

  const placeOf = (event: { clientX: number; clientY: number }): Place => {
    const box = canvas.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return {
      x: (IMAGE_SIDE * (event.clientX - box.left)) / box.width,
      y: (IMAGE_SIDE * (event.clientY - box.top)) / box.height,
    };
  };
  const strokeTo = (to: Place) => {
    if (!hand.current) return;
    hush();
    reportMovement();
    sheet.stroke(brush, hand.current.at, to, grain.current);
    hand.current.at = to;
  };
  const down = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || isPalm(event)) return;
    const drawing = hand.current;
    // A pen takes over from a finger: that was its palm, and what the palm has left goes.
    if (drawing && !(drawing.touch && event.pointerType === 'pen')) return;
    if (drawing) sheet.restore(drawing.before);
    // Its default would select text, or scroll to the pad.
    event.preventDefault();
    event.currentTarget.focus({ preventScroll: true });
    capture(event.currentTarget, event.pointerId);
    setPen(null);
    grain.current++;
    const at = placeOf(event);
    const touch = event.pointerType === 'touch';
    hand.current = { pointer: event.pointerId, touch, at, before: sheet.ink.slice() };
    strokeTo(at);
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    if (hand.current?.pointer !== event.pointerId) return;
    // All the places since the last frame, so that a quick stroke stays round.
    const passed = event.nativeEvent.getCoalescedEvents?.() ?? [];
    for (const place of passed.length > 0 ? passed : [event.nativeEvent]) strokeTo(placeOf(place));
  };
  const up = (event: PointerEvent<HTMLElement>) => {
    if (hand.current?.pointer === event.pointerId) hand.current = null;
  };
  const key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' || event.key === 'Delete' || event.key === 'Backspace') onClear();
    else {
      const before = pen ?? FIRST_PEN;
      const after = penAfter(before, event.key, event.shiftKey);
      if (!after) return;
      if (after.down && !before.down) grain.current++;
      if (after.down) sheet.stroke(brush, before, after, grain.current);
      setPen(after);
    }
    event.preventDefault();
  };

  return (
    <div
      className={styles.pad}
      data-fine={sheet.side > IMAGE_SIDE}
      role="application"
      aria-label={name}
      aria-describedby={help}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys draw on it
      tabIndex={0}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      onLostPointerCapture={up}
      onKeyDown={key}
    >
      <canvas ref={canvas} width={sheet.side} height={sheet.side} />
      {pen && (
        <span
          className={classes(styles.pen, layout.ownColours)}
          data-down={pen.down}
          style={{ left: `${(100 * pen.x) / IMAGE_SIDE}%`, top: `${(100 * pen.y) / IMAGE_SIDE}%` }}
        />
      )}
      <span id={help} hidden>
        {t('pad.help')}
      </span>
      <VisuallyHidden as="output">{pen && t(pen.down ? 'pad.down' : 'pad.up')}</VisuallyHidden>
    </div>
  );
}
