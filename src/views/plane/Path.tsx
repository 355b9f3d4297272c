/** The path between the probes: a curve with a tick per image of the filmstrip. */
import { useEffect, useId, useRef } from 'react';
import { sample } from '../../latent/curve';
import { onPlane } from '../../latent/slice';
import { type Place, simplified } from '../../math/polyline';
import { screenX, screenY } from '../../math/viewport';
import { onPath, type PathNow, pathNow, placeOnPath } from '../../state/path';
import { useStore } from '../../state/store';
import { classes } from '../../ui/classes';
import { afterInteraction } from '../../ui/frame';
import layout from '../../ui/layout.module.css';
import { stretch } from './overlay';
import styles from './overlay.module.css';
import type { PlaneRenderer } from './planeRenderer';

/** Points of each piece of the curve. */
const DRAWN = 49;
/** Those that are nearer to the line without them, in units of the plane, need not be drawn: most paths are straight. */
const UNSEEN = 0.1;

export function Path({ renderer }: { renderer: PlaneRenderer }) {
  const group = useRef<SVGGElement>(null);
  const tick = useId();
  const stops = useStore((s) => s.look.path.stops);
  useEffect(() => {
    const element = group.current;
    if (!element) return;
    const lines = element.querySelectorAll('polyline');
    const lit = element.querySelector<SVGCircleElement>('[data-lit]');
    const targets = element.querySelectorAll<SVGCircleElement>('[data-step]');
    let drawn = '';
    let points: readonly Place[] = [];
    let shown: PathNow | null = null;
    let curve: readonly Place[] = [];
    const put = (circle: SVGCircleElement, [x, y]: Place) => {
      circle.setAttribute('cx', String(x));
      circle.setAttribute('cy', String(y));
    };
    // While an end is being dragged, no step is highlighted.
    const highlight = afterInteraction(() =>
      points.slice(0, stops).forEach((point, step) => {
        put(targets[step], point);
      }),
    );
    const layer = renderer.addLayer((v) => {
      stretch(element.ownerSVGElement, v);
      const state = useStore.getState();
      const path = pathNow();
      const display = path ? '' : 'none';
      if (element.style.display !== display) element.style.display = display;
      if (!path) return;
      const rows = (all: Float64Array) =>
        Array.from({ length: all.length / path.latent }, (_, i) =>
          onPlane(all.subarray(i * path.latent, (i + 1) * path.latent), state.slice),
        );
      if (path !== shown) curve = rows(sample(path.curve, (DRAWN - 1) * path.pieces.length + 1));
      shown = path;
      const toScreen = ([x, y]: Place) => [screenX(v, x), screenY(v, y)] as const;
      points = rows(path.stops).map(toScreen);
      const line = simplified(curve.map(toScreen), UNSEEN).join(' ');
      const wanted = `${line} ${points.join(' ')} ${state.pathStep}`;
      if (wanted === drawn) return;
      drawn = wanted;
      lines.forEach((each, i) => {
        each.setAttribute('points', i < 2 ? line : points.join(' '));
      });
      highlight();
      if (!lit) return;
      const hide = state.pathStep === null ? 'none' : '';
      if (lit.style.display !== hide) lit.style.display = hide;
      if (state.pathStep !== null)
        put(lit, toScreen(onPlane(placeOnPath(path, state.pathStep), state.slice)));
    });
    const leave = onPath(renderer.place);
    return () => {
      layer();
      leave();
    };
  }, [renderer, stops]);
  return (
    <svg
      className={classes(layout.over, layout.untouched)}
      style={{ color: 'var(--decoder)' }}
      aria-hidden="true"
    >
      <marker id={tick} viewBox="-4 -4 8 8" markerWidth={8} markerHeight={8} markerUnits="userSpaceOnUse">
        <circle className={styles.hollow} r={3} />
      </marker>
      {/* Invisible, but gives the drawing a constant size; otherwise the browser would rearrange its layers in every
          frame. */}
      <rect fill="transparent" width="100%" height="100%" />
      <g ref={group}>
        <polyline className={styles.halo} />
        <polyline className={styles.line} />
        <polyline
          fill="none"
          markerStart={`url(#${tick})`}
          markerMid={`url(#${tick})`}
          markerEnd={`url(#${tick})`}
        />
        <circle fill="currentColor" r={6} data-lit="" style={{ display: 'none' }} />
        {Array.from({ length: stops }, (_, step) => (
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: a stop is identified by its place
            key={step}
            fill="transparent"
            pointerEvents="auto"
            data-step={step}
            r={9}
            onPointerEnter={() => useStore.setState({ pathStep: step })}
            onPointerLeave={() => useStore.setState({ pathStep: null })}
          />
        ))}
      </g>
    </svg>
  );
}
