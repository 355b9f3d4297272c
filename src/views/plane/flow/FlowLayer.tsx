/** The draws of a learned prior on the plane, over everything that is drawn there, which they leave pale. */
import { useEffect, useRef } from 'react';
import { useFlowShown } from '../../../state/flowShown';
import { live } from '../../../state/live';
import { useStore } from '../../../state/store';
import { classes } from '../../../ui/classes';
import layout from '../../../ui/layout.module.css';
import { onTheme } from '../../../ui/palette';
import type { PlaneRenderer } from '../planeRenderer';
import { createFlowDrawing } from './drawing';
import styles from './Flow.module.css';

export default function FlowLayer({ renderer }: { renderer: PlaneRenderer }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!canvas.current) return;
    const draw = createFlowDrawing(canvas.current);
    const stops = [
      renderer.addLayer((v) => draw(v, renderer.unit)),
      useFlowShown.subscribe(renderer.place),
      useStore.subscribe((now, before) => {
        if (now.slice !== before.slice || now.look !== before.look || now.label !== before.label)
          renderer.place();
      }),
      live.subscribe('weights', renderer.place),
      onTheme(renderer.place),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [renderer]);
  return <canvas ref={canvas} className={classes(layout.over, layout.untouched, styles.veil)} />;
}
