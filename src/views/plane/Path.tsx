/** The straight way between two probes, over the plane: a line with a tick a frame of the filmstrip. */
import { useEffect, useRef } from 'react';
import { screenX, screenY } from '../../math/viewport';
import { onPlane, PATH_STEPS, probeNamed } from '../../state/probes';
import { useStore } from '../../state/store';
import { MARGIN } from './marks';
import styles from './Path.module.css';
import type { Stage } from './stage';

/** The path ends with the plot, as points do. */
const CLIP = `inset(${MARGIN.top}px ${MARGIN.right}px ${MARGIN.bottom}px ${MARGIN.left}px)`;
const STEPS = Array.from({ length: PATH_STEPS }, (_, i) => i);

export function Path({ stage }: { stage: Stage }) {
  const group = useRef<SVGGElement>(null);
  useEffect(() => {
    let drawn = '';
    return stage.addLayer((v) => {
      const element = group.current;
      if (!element) return;
      const state = useStore.getState();
      const ends = state.path?.map((name) => probeNamed(state, name));
      const [a, b] = ends ?? [];
      element.style.display = a && b ? '' : 'none';
      if (!a || !b) return;
      const [from, to] = [onPlane(a.z, state.axes), onPlane(b.z, state.axes)];
      const at = (t: number) => [
        screenX(v, from[0] + t * (to[0] - from[0])),
        screenY(v, from[1] + t * (to[1] - from[1])),
      ];
      const [x1, y1] = at(0);
      const [x2, y2] = at(1);
      const wanted = [x1, y1, x2, y2, state.pathStep].join();
      if (wanted === drawn) return;
      drawn = wanted;
      for (const line of element.querySelectorAll('line')) {
        line.setAttribute('x1', String(x1));
        line.setAttribute('y1', String(y1));
        line.setAttribute('x2', String(x2));
        line.setAttribute('y2', String(y2));
      }
      element.querySelectorAll('circle').forEach((circle, i) => {
        const step = Number(circle.dataset.step);
        const [x, y] = at(step / (PATH_STEPS - 1));
        circle.setAttribute('cx', String(x));
        circle.setAttribute('cy', String(y));
        circle.dataset.lit = String(i < PATH_STEPS && step === state.pathStep);
      });
    });
  }, [stage]);
  return (
    <svg className={styles.path} style={{ clipPath: CLIP }} aria-hidden="true">
      <g ref={group}>
        <line className={styles.halo} />
        <line className={styles.line} />
        {STEPS.map((step) => (
          <circle key={step} className={styles.tick} data-step={step} r={3} />
        ))}
        {STEPS.map((step) => (
          <circle
            key={step}
            className={styles.target}
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
