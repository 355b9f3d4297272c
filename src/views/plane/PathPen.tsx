/** Takes the next stroke on the plane as the free-hand path; the plane itself does not move meanwhile. */
import { type PointerEvent, useEffect, useRef } from 'react';
import { planeX, planeY } from '../../math/viewport';
import { changePath, changeWalk } from '../../state/probes';
import { useStore } from '../../state/store';
import { classes } from '../../ui/classes';
import { noteInteraction } from '../../ui/frame';
import layout from '../../ui/layout.module.css';
import { capture } from '../../ui/pointer';
import { OWN_GESTURES } from './gestures';
import styles from './overlay.module.css';
import type { PlaneRenderer } from './planeRenderer';
import { thinned } from './stroke';

export function PathPen({ renderer }: { renderer: PlaneRenderer }) {
  const drawing = useStore((s) => s.walk.drawing);
  const stroke = useRef<[number, number][] | null>(null);
  useEffect(() => {
    if (!drawing) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') useStore.setState(changeWalk({ drawing: false }));
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [drawing]);
  if (!drawing) return null;
  const extend = (event: PointerEvent) => {
    if (!stroke.current) return;
    noteInteraction();
    const { x, y } = renderer.placeOf(event);
    const v = renderer.camera.view;
    stroke.current.push([planeX(v, x), planeY(v, y)]);
    useStore.setState(changePath({ interpolation: 'drawn', drawn: thinned(stroke.current).flat() }));
  };
  const end = () => {
    if (!stroke.current) return;
    stroke.current = null;
    useStore.setState(changeWalk({ drawing: false }));
  };
  return (
    <div
      className={classes(layout.over, styles.pen)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        capture(event.currentTarget, event.pointerId);
        stroke.current = [];
        extend(event);
      }}
      onPointerMove={extend}
      onPointerUp={end}
      onPointerCancel={end}
      {...{ [OWN_GESTURES]: '' }}
    />
  );
}
