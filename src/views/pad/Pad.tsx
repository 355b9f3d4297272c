/**
 * Draws on a sheet with the mouse, a finger, a pen or the keyboard. It knows only brushes and ink; the owner of the
 * sheet subscribes to its changes.
 */

import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { IMAGE_SIDE } from '../../model/spec';
import { reportMovement } from '../../state/actions';
import { classes } from '../../ui/classes';
import { createDrawer, noteInteraction } from '../../ui/frame';
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
  /** Called on Escape and Delete. */
  onClear: () => void;
}

export function Pad({ sheet, brush, name, onClear }: PadProps) {
  const { t } = useWords(ofUse);
  const help = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  /** The pointer that draws, its last position, and the sheet before the stroke. */
  const stroke = useRef<{ pointer: number; touch: boolean; at: Place; before: Uint8Array } | null>(null);
  const grain = useRef(0);
  /** The keyboard's pen, which is shown once it has been used. */
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
    if (!stroke.current) return;
    noteInteraction();
    reportMovement();
    sheet.stroke(brush, stroke.current.at, to, grain.current);
    stroke.current.at = to;
  };
  const down = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || isPalm(event)) return;
    const drawing = stroke.current;
    // A pen replaces a finger: the touch was the palm, and its stroke is undone.
    if (drawing && !(drawing.touch && event.pointerType === 'pen')) return;
    if (drawing) sheet.restore(drawing.before);
    // The default action would select text, or scroll to the pad.
    event.preventDefault();
    event.currentTarget.focus({ preventScroll: true });
    capture(event.currentTarget, event.pointerId);
    setPen(null);
    grain.current++;
    const at = placeOf(event);
    const touch = event.pointerType === 'touch';
    stroke.current = { pointer: event.pointerId, touch, at, before: sheet.ink.slice() };
    strokeTo(at);
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    if (stroke.current?.pointer !== event.pointerId) return;
    // All positions since the last frame, so that a quick stroke is smooth.
    const events = event.nativeEvent.getCoalescedEvents?.() ?? [];
    for (const place of events.length > 0 ? events : [event.nativeEvent]) strokeTo(placeOf(place));
  };
  const up = (event: PointerEvent<HTMLElement>) => {
    if (stroke.current?.pointer === event.pointerId) stroke.current = null;
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
      className={classes(layout.under, styles.pad)}
      data-fine={sheet.side > IMAGE_SIDE}
      role="application"
      aria-label={name}
      aria-describedby={help}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: drawing works with the keyboard
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
