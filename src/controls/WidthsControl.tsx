/** The editor of hidden layers: a heading with add and remove, then one field a layer over whatever is drawn behind. */
import type { ReactNode } from 'react';
import { useText } from '../app/i18n';
import { rowOf } from '../experiment/schema';
import { useStore } from '../state/store';
import { PendingMark, set } from './Control';
import styles from './controls.module.css';
import { DraftInput } from './DraftInput';
import { Icon } from './Icon';
import { addLayer, parseWidth, removeLayer, replaceWidth } from './widths';

export interface WidthsControlProps {
  name: 'encoder' | 'decoder';
  /** Stands for the stack of layers, e.g. "Encoder", in its concept's colour. */
  title: ReactNode;
  /** Drawn behind the layers. */
  children: ReactNode;
  /** A remark beside each layer: its count of parameters. */
  notes: readonly string[];
}

export function WidthsControl({ name, title, children, notes }: WidthsControlProps) {
  const { t, say } = useText();
  const row = rowOf(name);
  const widths = useStore((s) => s.config[name]);
  const helpId = `${name}-help`;
  if (row.kind !== 'widths') throw new Error(`${name} is no list of widths`);
  const full = widths.length >= row.maxLayers;
  const layerName = say(row.label);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid row everywhere
    <div
      role="group"
      aria-label={layerName}
      aria-describedby={helpId}
      className={`${styles.control} ${styles.foot}`}
    >
      <div className={styles.widthsHead}>
        {title}
        <PendingMark name={name} />
        <span className={styles.spring} />
        <button
          type="button"
          className={styles.small}
          disabled={widths.length === 0}
          aria-label={t('widths.remove', { name: layerName })}
          title={t('widths.remove', { name: layerName })}
          onClick={() => set(name, removeLayer(row, widths))}
        >
          <Icon name="minus" size={16} />
        </button>
        <button
          type="button"
          className={styles.small}
          disabled={full}
          aria-label={t('widths.add', { name: layerName })}
          title={full ? t('widths.full', { count: row.maxLayers }) : t('widths.add', { name: layerName })}
          onClick={() => set(name, addLayer(row, widths))}
        >
          <Icon name="plus" size={16} />
        </button>
      </div>
      <div className={styles.layers}>
        {children}
        {widths.length === 0 && <span className={styles.noLayer}>{t('widths.none')}</span>}
        {widths.map((width, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place in the stack
          <div key={i} className={styles.layer}>
            <DraftInput
              value={width}
              parse={(typed) => parseWidth(row, typed)}
              commit={(w) => set(name, replaceWidth(useStore.getState().config[name], i, w))}
              complaint={t('widths.bad', { min: row.min, max: row.max })}
              label={t('widths.layer', { index: i + 1 })}
              describedBy={helpId}
            />
            <span className={styles.note}>{notes[i]}</span>
          </div>
        ))}
      </div>
      <p id={helpId} className={styles.help}>
        {say(row.help)}
      </p>
    </div>
  );
}
