/** The path of a damaged image over the plane: a ring at its code, a dot for each pass, the last one with its name. */
import { useEffect, useRef } from 'react';
import { onPlane } from '../../latent/slice';
import { screenX, screenY } from '../../math/viewport';
import { live } from '../../state/live';
import { useStore } from '../../state/store';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import { useWords } from '../../ui/words';
import { stretch } from './overlay';
import styles from './overlay.module.css';
import type { PlaneRenderer } from './planeRenderer';

export function Trail({ renderer }: { renderer: PlaneRenderer }) {
  const { t } = useWords();
  const group = useRef<SVGGElement>(null);
  useEffect(() => {
    const element = group.current;
    if (!element) return;
    const lines = element.querySelectorAll('polyline');
    const ends = element.querySelectorAll('circle');
    const name = element.querySelector('text');
    let drawn = '';
    const layer = renderer.addLayer((v) => {
      stretch(element.ownerSVGElement, v);
      const { slice } = useStore.getState();
      const places = (live.get().passes ?? []).map((code) => onPlane(code, slice));
      const points = places.map(([x, y]) => [screenX(v, x), screenY(v, y)] as const);
      const wanted = points.flat().every(Number.isFinite) ? points.join(' ') : '';
      if (wanted === drawn) return;
      drawn = wanted;
      element.style.display = wanted ? '' : 'none';
      if (!wanted) return;
      for (const line of lines) line.setAttribute('points', wanted);
      const [first, last] = [points[0], points[points.length - 1]];
      for (const [i, [x, y]] of [first, last].entries()) {
        ends[i].setAttribute('cx', String(x));
        ends[i].setAttribute('cy', String(y));
      }
      // On the side away from the path.
      const side = last[0] < first[0] ? -1 : 1;
      if (name) name.textContent = t('plane.passes', { count: places.length - 1 });
      name?.setAttribute('x', String(last[0] + 9 * side));
      name?.setAttribute('y', String(last[1]));
      name?.setAttribute('text-anchor', side < 0 ? 'end' : 'start');
    });
    const leave = live.subscribe('passes', renderer.place);
    return () => {
      layer();
      leave();
    };
  }, [renderer, t]);
  return (
    <svg className={classes(layout.over, layout.untouched)} aria-hidden="true">
      <marker id="pass" viewBox="-3 -3 6 6" markerWidth={6} markerHeight={6} markerUnits="userSpaceOnUse">
        <circle fill="currentColor" r={2.5} />
      </marker>
      <g ref={group} style={{ display: 'none' }}>
        <polyline className={styles.halo} />
        <polyline className={styles.line} markerMid="url(#pass)" />
        <circle className={styles.hollow} r={5} />
        <circle fill="currentColor" r={5} />
        <text className={styles.name} />
      </g>
    </svg>
  );
}
