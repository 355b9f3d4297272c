/**
 * A setting as its row in the schema describes it: a label, a control, a line of help, whether it takes effect only at
 * a restart, and any conflict. Settings are treated alike, except that choosing one's own data set opens a file picker.
 * Subsets are subsets of the classes.
 */
import { type ReactNode, useId } from 'react';
import { classKey } from '../data/namedClasses';
import type { Config } from '../experiment/config';
import { signOf, toggledLabel } from '../experiment/labels';
import { isValid } from '../experiment/restore';
import { type ChoiceRow, type NumberRow, pendingKeys, rowOf, type SubsetRow } from '../experiment/schema';
import { Term } from '../glossary/Term';
import { configure, openFiles } from '../state/actions';
import { useStore } from '../state/store';
import { Checks } from '../ui/Choices';
import { classes } from '../ui/classes';
import { Select, Slider } from '../ui/Field';
import place from '../ui/layout.module.css';
import { pickFiles } from '../ui/pickFiles';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { Conflicts, useConflicts } from './Conflicts';
import styles from './Control.module.css';
import { DraftInput } from './DraftInput';
import { stopsWith } from './format';
import { SETTING_TERMS } from './settingTerms';
import { helpText, labelText, optionText, valueText } from './settingWords';

/** Marks a setting whose value takes effect only at a restart. */
export function PendingMark({ name }: { name: keyof Config }) {
  const { t } = useWords();
  const pending = useStore((s) => pendingKeys(s.run.config, s.config).includes(name));
  return pending ? (
    <span className={classes(text.sized, styles.pending)}>{t('settings.pending')}</span>
  ) : null;
}

export function set<K extends keyof Config>(key: K, value: Config[K]): void {
  const patch: Partial<Config> = {};
  patch[key] = value;
  configure(patch);
}

interface Parts {
  id: string;
  /** Ids of its description: the help text, and any conflict. */
  describedBy: string;
}

export interface ControlProps {
  name: keyof Config;
  /** Whether the help text is below the control, or a tooltip. */
  help: 'below' | 'hint';
}

export function Control({ name, help }: ControlProps) {
  const words = useWords();
  const row = rowOf(name);
  const value = useStore((s) => s.config[name]);
  const conflicts = useConflicts(name);
  const id = useId();
  const [helpId, conflictId] = [`${id}-help`, `${id}-conflict`];
  const parts = { id, describedBy: conflicts.length > 0 ? `${conflictId} ${helpId}` : helpId };
  const about = helpText(name, words);
  const term = help === 'hint' ? undefined : SETTING_TERMS[name];
  if (row.kind === 'widths') throw new Error(`${name} has an editor of its own`);
  return (
    <div className={classes(place.column, styles.control)} title={help === 'hint' ? about : undefined}>
      <Label id={id} group={row.kind === 'subset'}>
        {labelText(name, words)}
        {row.kind === 'number' && isSlider(row) && typeof value === 'number' && (
          <output className={classes(text.ink, text.strong)} translate="no" htmlFor={id}>
            {valueText(row, value, words)}
          </output>
        )}
        <PendingMark name={name} />
      </Label>
      {row.kind === 'choice' && <Choice row={row} value={String(value)} {...parts} />}
      {row.kind === 'number' && typeof value === 'number' && (
        <NumberField row={row} value={value} {...parts} />
      )}
      {row.kind === 'subset' && Array.isArray(value) && <Subset row={row} value={value} {...parts} />}
      <Conflicts id={conflictId} of={conflicts} />
      <p id={helpId} className={classes(text.small, text.quiet)} hidden={help === 'hint'}>
        {term && (
          <>
            <Term id={term}>{labelText(name, words)}</Term>
            {words.t('text.betweenTermAndText')}
          </>
        )}
        {about}
      </p>
    </div>
  );
}

/** The label of a single control, or of a group of controls, which refers to it by id. */
function Label({ id, group, children }: { id: string; group: boolean; children: ReactNode }) {
  const look = classes(place.row, place.wrap, place.apart, place.close, text.sized, text.quiet);
  return group ? (
    <span className={look} id={`${id}-label`}>
      {children}
    </span>
  ) : (
    <label className={look} htmlFor={id}>
      {children}
    </label>
  );
}

/** Classes of the data sets that have names. */
const TEN = 10;

/** A check box per class. The last one cannot be unchecked, since a subset must not be empty. */
function Subset({ row, value, id, describedBy }: Parts & { row: SubsetRow; value: readonly number[] }) {
  const words = useWords();
  const dataset = useStore((s) => s.config.dataset);
  const own = useStore((s) => (s.config.dataset === 'own' && s.data.id === 'own' ? s.data : null));
  const count = own?.classes ?? TEN;
  const nameOf = (label: number) => {
    const key = classKey(dataset, label);
    return key ? words.t(key) : (own?.names?.[label] ?? String(label));
  };
  return (
    <Checks
      id={id}
      aria-labelledby={`${id}-label`}
      aria-describedby={describedBy}
      options={[...Array(count).keys()]}
      chosen={value.filter((label) => label < count)}
      onToggle={(label) => set(row.key, [...toggledLabel(value, label, count)])}
      textOf={(label) => signOf(label, own?.names)}
      nameOf={nameOf}
    />
  );
}

function Choice({ row, value, id, describedBy }: Parts & { row: ChoiceRow; value: string }) {
  const words = useWords();
  const choose = async (chosen: string) => {
    if (row.key === 'dataset' && chosen === 'own') {
      const files = await pickFiles();
      if (files.length > 0) await openFiles(files);
    } else configure({ [row.key]: chosen });
  };
  return (
    <Select
      id={id}
      aria-describedby={describedBy}
      value={value}
      onChange={(e) => void choose(e.target.value)}
    >
      {row.options.map((option) => (
        <option key={option} value={option}>
          {optionText(row.key, option, words)}
        </option>
      ))}
    </Select>
  );
}

/** Numbers that can be changed during training are sliders; other numbers, and those with a named value, are lists. */
function isSlider(row: NumberRow): boolean {
  return row.takesEffect === 'live' && row.stops.length > 0 && !row.special;
}

function NumberField({ row, value, id, describedBy }: Parts & { row: NumberRow; value: number }) {
  const words = useWords();
  if (row.stops.length === 0) {
    return (
      <DraftInput
        id={id}
        value={value}
        describedBy={describedBy}
        parse={(typed) => {
          const number = typed.trim() === '' ? Number.NaN : Number(typed);
          return isValid(row, number) ? number : null;
        }}
        commit={(number) => set(row.key, number)}
        invalidMessage={words.t('settings.seed.bad', { min: row.min, max: row.max })}
      />
    );
  }
  const stops = stopsWith(row, value);
  if (isSlider(row)) {
    return (
      <Slider
        id={id}
        min={0}
        max={stops.length - 1}
        step={1}
        aria-describedby={describedBy}
        aria-valuetext={valueText(row, value, words)}
        value={stops.indexOf(value)}
        onChange={(e) => set(row.key, stops[e.target.valueAsNumber])}
      />
    );
  }
  return (
    <Select
      id={id}
      aria-describedby={describedBy}
      value={value}
      onChange={(e) => set(row.key, Number(e.target.value))}
    >
      {stops.map((stop) => (
        <option key={stop} value={stop}>
          {valueText(row, stop, words)}
        </option>
      ))}
    </Select>
  );
}
