/** The editor of hidden layers: a heading with add and remove, then one field a layer over whatever is drawn behind. */
import type { ReactNode } from 'react';
import { rowOf } from '../experiment/schema';
import { useStore } from '../state/store';
import { IconButton } from '../ui/Button';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { Conflicts, useConflicts } from './Conflicts';
import { PendingMark, set } from './Control';
import control from './Control.module.css';
import { DraftInput } from './DraftInput';
import { helpText, labelText } from './settingWords';
import styles from './Widths.module.css';
import { addLayer, type Layers, parseWidth, removeLayer, replaceWidth } from './widths';

export interface WidthsControlProps {
  name: 'encoder' | 'decoder' | 'discriminator';
  /** Stands for the stack of layers, e.g. "Encoder", in its concept's colour. */
  title: ReactNode;
  /** The accessible name of the whole, where the stack is known by another name than the setting's. */
  label?: string;
  /** Whether the numbers are units of dense layers, or channels of convolutions. */
  layers?: Layers;
  /** The first layer stands at the bottom. */
  upwards?: boolean;
  /** Drawn behind the layers. */
  children: ReactNode;
  /** A remark beside each layer: its count of parameters. Without, the picture has the whole width. */
  notes?: readonly ReactNode[];
}

export function WidthsControl(props: WidthsControlProps) {
  const { name, title, label, layers = 'dense', upwards = false, children, notes } = props;
  const words = useWords();
  const { t } = words;
  const row = rowOf(name);
  const widths = useStore((s) => s.config[name]);
  const conflicts = useConflicts(name);
  const helpId = `${name}-help`;
  const conflictId = `${name}-conflict`;
  if (row.kind !== 'widths') throw new Error(`${name} is no list of widths`);
  const conv = layers === 'convolutions';
  const layerName =
    label ?? (conv && name !== 'discriminator' ? t(`widths.channels.${name}`) : labelText(name, words));
  const fewer = removeLayer(row, widths, layers);
  const more = addLayer(row, widths, layers);
  const full = more.length === widths.length;
  const describedBy = conflicts.length > 0 ? `${conflictId} ${helpId}` : helpId;
  const looks = classes(
    styles.layers,
    !notes && styles.wide,
    widths.length > 2 && styles.many,
    conv && styles.convolutions,
    upwards && styles.upwards,
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid row everywhere
    <div
      role="group"
      aria-label={layerName}
      aria-describedby={describedBy}
      className={classes(control.control, control.foot)}
    >
      <div className={classes(layout.row, layout.close, styles.head)}>
        {title}
        <PendingMark name={name} />
        <IconButton
          icon="minus"
          size={16}
          className={layout.last}
          disabled={fewer.length === widths.length}
          name={t('widths.remove', { name: layerName })}
          onClick={() => set(name, fewer)}
        />
        <IconButton
          icon="plus"
          size={16}
          disabled={full}
          name={t('widths.add', { name: layerName })}
          title={full ? t('widths.full', { count: widths.length }) : t('widths.add', { name: layerName })}
          onClick={() => set(name, more)}
        />
      </div>
      <div className={looks}>
        {children}
        {widths.length === 0 && (
          <span className={classes(text.sized, text.quiet, styles.none)}>{t('widths.none')}</span>
        )}
        {widths.map((width, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place in the stack
          <div key={i} className={classes(layout.row, layout.apart, styles.layer)}>
            <DraftInput
              value={width}
              parse={(typed) => parseWidth(row, typed)}
              commit={(w) => set(name, replaceWidth(useStore.getState().config[name], i, w))}
              complaint={t('widths.bad', { min: row.min, max: row.max })}
              label={t(conv ? 'widths.channels.layer' : 'widths.layer', { index: i + 1 })}
              describedBy={describedBy}
            />
            {notes?.[i]}
          </div>
        ))}
      </div>
      <Conflicts id={conflictId} of={conflicts} />
      <p id={helpId} className={classes(text.small, text.quiet, control.help)}>
        {conv ? t('widths.channels.help') : helpText(name, words)}
      </p>
    </div>
  );
}
