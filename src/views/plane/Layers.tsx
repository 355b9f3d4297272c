/** The layers of the plane, as switches: a row, or a menu where there is not enough room. */
import { isTint, LAYERS, type Layer } from '../../experiment/look';
import { hasEncoder, hasPrior } from '../../model/predicates';
import type { ModelSpec } from '../../model/spec';
import { useStore } from '../../state/store';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import { Popover } from '../../ui/Popover';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import styles from './Layers.module.css';
import { hasPull } from './pull';

/** Switches one layer, independently of the others; of the tints, one that is switched on replaces another. */
function toggle(layer: Layer): void {
  useStore.setState(({ look }) => {
    const on = !look.layers.includes(layer);
    const stays = (one: Layer) => look.layers.includes(one) && !(on && isTint(layer) && isTint(one));
    return { look: { ...look, layers: LAYERS.filter((one) => (one === layer ? on : stays(one))) } };
  });
}

/** A row, where the plane is wide enough: the choice of the slice needs room too, and that of the label too much. */
function rowOf({ condition, latent }: ModelSpec): string | undefined {
  if (condition === 'label') return undefined;
  return latent > 2 ? styles.crowded : styles.roomy;
}

/** `labelled`: whether the classes of the codes are known. */
export function Layers({ labelled }: { labelled: boolean }) {
  const { t } = useWords();
  const spec = useStore((s) => s.run.spec);
  const offered: Record<Layer, boolean> = {
    digits: true,
    dots: hasEncoder(spec),
    regions: labelled,
    density: hasEncoder(spec),
    stretch: true,
    error: hasEncoder(spec),
    pull: hasPull(spec),
    prior: hasPrior(spec),
  };
  const names = LAYERS.filter((layer) => offered[layer]);
  if (names.length < 2) return null;
  return (
    <div className={classes(layout.row, rowOf(spec))}>
      <Switches names={names} className={styles.row} />
      <div className={styles.menu}>
        <Popover name={t('plane.layers')} icon="layers" up fit>
          <Switches names={names} className={classes(layout.column, layout.joined, styles.list)} />
        </Popover>
      </div>
    </div>
  );
}

function Switches({ names, className }: { names: readonly Layer[]; className: string }) {
  const { t } = useWords();
  const on = useStore((s) => s.look.layers);
  return (
    <fieldset className={className} aria-label={t('plane.layers')}>
      {names.map((layer) => (
        <button
          key={layer}
          type="button"
          className={classes(layout.row, layout.close, layout.item, layout.inside, text.sized, styles.layer)}
          title={t(`plane.layer.${layer}.help`)}
          aria-pressed={on.includes(layer)}
          onClick={() => toggle(layer)}
        >
          {t(`plane.layer.${layer}`)}
          {/* A character, so that it is visible in print and in forced colours. */}
          <span aria-hidden="true">{on.includes(layer) ? '●' : '○'}</span>
        </button>
      ))}
    </fieldset>
  );
}
