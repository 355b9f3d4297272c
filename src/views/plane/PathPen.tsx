/**
 * Takes the next stroke on the plane as the free-hand path, by pointer or by arrow keys; the plane itself does not move
 * meanwhile.
 */
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { onPlane } from '../../latent/slice';
import { planeX, planeY, screenX, screenY } from '../../math/viewport';
import { changePath, changeWalk, probeNamed, selectedProbe } from '../../state/probes';
import { useStore } from '../../state/store';
import { ARROWS } from '../../ui/arrowKeys';
import { classes } from '../../ui/classes';
import { noteInteraction } from '../../ui/frame';
import layout from '../../ui/layout.module.css';
import { capture } from '../../ui/pointer';
import { VisuallyHidden } from '../../ui/VisuallyHidden';
import { useWords } from '../../ui/words';
import { placeText } from '../words';
import { OWN_GESTURES } from './gestures';
import styles from './overlay.module.css';
import type { PlaneRenderer } from './planeRenderer';
import { thinned } from './stroke';
import { toCss } from './unit';

/** The element that takes the keys. */
export const PEN_ID = 'path-pen';
/** How far a key moves the pen, in units; with Shift, so many times as far. */
const KEY_STEP = 12;
const STRIDE = 4;

export function PathPen({ renderer }: { renderer: PlaneRenderer }) {
  const drawing = useStore((s) => s.walk.drawing);
  return drawing && <Pen renderer={renderer} />;
}

const finish = () => useStore.setState(changeWalk({ drawing: false }));

/** The first waypoint's place on the plane. */
function start(): [number, number] {
  const state = useStore.getState();
  const from = state.path && probeNamed(state, state.path[0]);
  return onPlane((from ?? selectedProbe(state)).z, state.slice);
}

function Pen({ renderer }: { renderer: PlaneRenderer }) {
  const words = useWords();
  const { t } = words;
  const stroke = useRef<[number, number][] | null>(null);
  const byKeys = useRef(false);
  /** Where the keys have moved the pen to, in plane coordinates; null: it is not moved by keys. */
  const [pen, setPen] = useState<readonly [number, number] | null>(null);
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key === 'Escape') finish();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  const show = (places: readonly [number, number][]) =>
    useStore.setState(changePath({ interpolation: 'drawn', drawn: thinned(places).flat() }));
  const extend = (event: PointerEvent) => {
    if (!stroke.current || byKeys.current) return;
    noteInteraction();
    const { x, y } = renderer.placeOf(event);
    const v = renderer.camera.view;
    stroke.current.push([planeX(v, x), planeY(v, y)]);
    show(stroke.current);
  };
  const end = () => {
    if (!stroke.current || byKeys.current) return;
    stroke.current = null;
    finish();
  };
  const key = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = ARROWS[event.key];
    if (event.key === 'Enter') {
      // The plane keeps the focus.
      event.currentTarget.parentElement?.focus({ preventScroll: true });
      finish();
    } else if (event.key === 'Backspace' && byKeys.current && stroke.current && stroke.current.length > 1) {
      stroke.current.pop();
      setPen(stroke.current[stroke.current.length - 1]);
      show(stroke.current);
    } else if (way) {
      const v = renderer.camera.view;
      if (!byKeys.current || !stroke.current) stroke.current = [start()];
      byKeys.current = true;
      const [x, y] = stroke.current[stroke.current.length - 1];
      const far = event.shiftKey ? STRIDE * KEY_STEP : KEY_STEP;
      const next: [number, number] = [x + (far * way[0]) / v.scale, y - (far * way[1]) / v.scale];
      stroke.current.push(next);
      setPen(next);
      show(stroke.current);
    } else return;
    event.preventDefault();
  };
  const v = renderer.camera.view;
  return (
    <div
      id={PEN_ID}
      className={classes(layout.over, styles.pen)}
      role="application"
      aria-label={t('path.pen')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the path can be drawn with the arrow keys
      tabIndex={0}
      onKeyDown={key}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        capture(event.currentTarget, event.pointerId);
        setPen(null);
        byKeys.current = false;
        stroke.current = [];
        extend(event);
      }}
      onPointerMove={extend}
      onPointerUp={end}
      onPointerCancel={end}
      {...{ [OWN_GESTURES]: '' }}
    >
      {pen && (
        <span
          className={styles.nib}
          style={{ left: toCss(screenX(v, pen[0])), top: toCss(screenY(v, pen[1])) }}
        />
      )}
      <VisuallyHidden as="output">{pen && t('path.pen.at', { place: placeText(pen, words) })}</VisuallyHidden>
    </div>
  );
}
