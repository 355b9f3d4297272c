/** The straight path between two probes: a line with a tick per image of the filmstrip. */
import { useEffect, useId, useRef } from 'react';
import { screenX, screenY } from '../../math/viewport';
import { onPlane, PATH_STEPS, probeNamed } from '../../state/probes';
import { useStore } from '../../state/store';
import { classes } from '../../ui/classes';
import { afterInteraction } from '../../ui/frame';
import layout from '../../ui/layout.module.css';
import { stretch } from './overlay';
import styles from './overlay.module.css';
import type { PlaneRenderer } from './planeRenderer';

const STEPS = Array.from({ length: PATH_STEPS }, (_, i) => i);

export function Path({ renderer }: { renderer: PlaneRenderer }) {
  const group = useRef<SVGGElement>(null);
  const tick = useId();
  useEffect(() => {
    const element = group.current;
    if (!element) return;
    const lines = element.querySelectorAll('polyline');
    const lit = element.querySelector<SVGCircleElement>('[data-lit]');
    const targets = element.querySelectorAll<SVGCircleElement>('[data-step]');
    let drawn = '';
    let points: readonly (readonly [number, number])[] = [];
    const put = (circle: SVGCircleElement, [x, y]: readonly [number, number]) => {
      circle.setAttribute('cx', String(x));
      circle.setAttribute('cy', String(y));
    };
    // While an end is being dragged, no step is highlighted.
    const highlight = afterInteraction(() =>
      points.forEach((point, step) => {
        put(targets[step], point);
      }),
    );
    return renderer.addLayer((v) => {
      stretch(element.ownerSVGElement, v);
      const state = useStore.getState();
      const ends = state.path?.map((name) => probeNamed(state, name));
      const [a, b] = ends ?? [];
      const display = a && b ? '' : 'none';
      if (element.style.display !== display) element.style.display = display;
      if (!a || !b) return;
      const [from, to] = [onPlane(a.z, state.axes), onPlane(b.z, state.axes)];
      points = STEPS.map((step) => {
        const t = step / (PATH_STEPS - 1);
        return [
          screenX(v, from[0] + t * (to[0] - from[0])),
          screenY(v, from[1] + t * (to[1] - from[1])),
        ] as const;
      });
      const wanted = `${points.join(' ')} ${state.pathStep}`;
      if (wanted === drawn) return;
      drawn = wanted;
      for (const line of lines) line.setAttribute('points', points.join(' '));
      highlight();
      const at = state.pathStep === null ? undefined : points[state.pathStep];
      if (!lit) return;
      const hide = at ? '' : 'none';
      if (lit.style.display !== hide) lit.style.display = hide;
      if (at) put(lit, at);
    });
  }, [renderer]);
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
        <polyline
          className={styles.line}
          markerStart={`url(#${tick})`}
          markerMid={`url(#${tick})`}
          markerEnd={`url(#${tick})`}
        />
        <circle className={styles.solid} r={6} data-lit="" style={{ display: 'none' }} />
        {STEPS.map((step) => (
          <circle
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
