/** The controls at the edge of the plane: adding a probe, and the view. */
import { covering } from '../../math/viewport';
import { MAX_PROBES } from '../../state/probes';
import { useStore } from '../../state/store';
import { IconButton, iconLook } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { prefersReducedMotion } from '../../ui/frame';
import layout from '../../ui/layout.module.css';
import { useWords } from '../../ui/words';
import { addProbe } from './handlers';
import probes from './Probes.module.css';
import type { PlaneRenderer } from './planeRenderer';
import styles from './Tools.module.css';

const BUTTON_ZOOM = 1.5;

export function Tools({ renderer }: { renderer: PlaneRenderer | null }) {
  return (
    <div className={classes(layout.row, layout.joined, layout.last, styles.tools)}>
      <AddButton renderer={renderer} />
      <ViewButtons renderer={renderer} />
    </div>
  );
}

function AddButton({ renderer }: { renderer: PlaneRenderer | null }) {
  const { t } = useWords();
  const count = useStore((s) => s.probes.length);
  const click = () => {
    if (!renderer) return;
    // Around the centre of the view, each at the golden angle from the previous one, so that no probe covers another.
    const { centre, extent } = covering(renderer.camera.view);
    const angle = count * Math.PI * (3 - Math.sqrt(5));
    const radius = 0.15 * extent * Math.sqrt(count);
    addProbe(centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle));
  };
  const name = t('plane.addProbe');
  return (
    <button
      type="button"
      className={iconLook}
      disabled={count >= MAX_PROBES}
      aria-label={name}
      title={`${name}. ${t('plane.addProbeHelp')}`}
      onClick={click}
    >
      {/* Looks like the handle of the probe that it adds. */}
      <span className={classes(layout.centre, probes.pin, styles.pin)} aria-hidden="true">
        +
      </span>
    </button>
  );
}

function ViewButtons({ renderer }: { renderer: PlaneRenderer | null }) {
  const { t } = useWords();
  const act = (change: (renderer: PlaneRenderer) => void) => () => {
    if (!renderer) return;
    change(renderer);
    renderer.redraw();
  };
  return (
    <>
      <IconButton
        icon="minus"
        name={t('plane.zoomOut')}
        onClick={act((s) => s.camera.zoom(1 / BUTTON_ZOOM))}
      />
      <IconButton icon="plus" name={t('plane.zoomIn')} onClick={act((s) => s.camera.zoom(BUTTON_ZOOM))} />
      <IconButton
        icon="fit"
        name={t('plane.resetView')}
        onClick={act((s) => s.camera.reset(!prefersReducedMotion()))}
      />
    </>
  );
}
