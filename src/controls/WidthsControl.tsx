/** The editor of hidden layers: a heading with buttons to add and remove layers, then one field per layer. */
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
  /** The name of the stack, if it is not the label of the setting. */
  label?: string;
  /** Whether the numbers are units of dense layers or channels of convolutions. */
  layers?: Layers;
  /** A note beside each layer: its number of parameters. */
  notes: readonly ReactNode[];
}

export function WidthsControl({ name, label, layers = 'dense', notes }: WidthsControlProps) {
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
  return (
    // biome-ignore lint/a11y/useSemanticElements: not every browser can lay out a fieldset as a grid row
    <div
      role="group"
      aria-label={layerName}
      aria-describedby={describedBy}
      className={classes(layout.column, control.control)}
    >
      <div className={classes(layout.row, layout.joined)}>
        <span className={classes(layout.row, layout.wrap, layout.rest, layout.close, text.quiet)}>
          {layerName}
          <PendingMark name={name} />
        </span>
        <IconButton
          icon="minus"
          size={16}
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
      {widths.length === 0 && <span className={text.quiet}>{t('widths.none')}</span>}
      {widths.map((width, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a layer is identified by its position
        <div key={i} className={classes(layout.row, styles.layer)}>
          <DraftInput
            value={width}
            parse={(typed) => parseWidth(row, typed)}
            commit={(w) => set(name, replaceWidth(useStore.getState().config[name], i, w))}
            invalidMessage={t('widths.bad', { min: row.min, max: row.max })}
            label={t(conv ? 'widths.channels.layer' : 'widths.layer', { index: i + 1 })}
            describedBy={describedBy}
          />
          {notes[i]}
        </div>
      ))}
      <Conflicts id={conflictId} of={conflicts} />
      <p id={helpId} className={classes(text.small, text.quiet)}>
        {conv ? t('widths.channels.help') : helpText(name, words)}
      </p>
    </div>
  );
}
