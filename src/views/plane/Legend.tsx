/**
 * The legend: classes with their colours and signs, in a row, or in a menu where they are more than ten. A click shows
 * one class alone, and a second click all of them; Shift+click adds or removes a class. What is shown is announced to
 * screen readers.
 */
import type { CSSProperties, KeyboardEvent, MouseEvent } from 'react';
import { useStore } from '../../state/store';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import { Popover } from '../../ui/Popover';
import { inkOn, palette } from '../../ui/palette';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { classSign, labelName } from '../words';
import { alone, showsAll, toggled } from './classFilter';
import styles from './Legend.module.css';

const isPress = (event: KeyboardEvent) => event.key === 'Enter' || event.key === ' ';

const setShown = (shown: readonly number[]) =>
  useStore.setState(({ look }) => ({ look: { ...look, classes: shown } }));

/** More have no room in a row. */
const IN_A_ROW = 10;

export function Legend() {
  const words = useWords();
  const { t, number } = words;
  const count = useStore((s) => s.data.classes);
  // Another data set has other class names.
  useStore((s) => s.data.names ?? s.data.id ?? s.run.config.dataset);
  const shown = useStore((s) => s.look.classes);
  const all = showsAll(shown, count);
  const inRow = count <= IN_A_ROW;
  const names = shown.filter((label) => label < count).map((label) => labelName(label, words));
  const some =
    names.length > IN_A_ROW
      ? t('plane.manyClasses', { shown: names.length, count })
      : t('plane.someClasses', { classes: number.row(names) });
  const chips = <Chips count={count} shown={shown} />;
  return (
    <div className={classes(layout.row, layout.joined, styles.legend)}>
      {inRow ? (
        chips
      ) : (
        <Popover name={t('plane.classes')} up>
          {chips}
        </Popover>
      )}
      <output
        className={classes(text.small, text.oneLine, styles.shown)}
        data-all={inRow && all}
        data-row={inRow}
      >
        {!all ? some : inRow ? t('plane.allClasses') : t('plane.classCount', { count })}
      </output>
    </div>
  );
}

function Chips({ count, shown }: { count: number; shown: readonly number[] }) {
  const words = useWords();
  const { t } = words;
  const press = (event: MouseEvent, label: number) =>
    setShown(event.shiftKey ? toggled(shown, label, count) : alone(shown, label, count));
  // When a key triggers the click, not every browser reports whether Shift was held.
  const keyDown = (event: KeyboardEvent, label: number) => {
    if (!event.shiftKey || !isPress(event)) return;
    event.preventDefault();
    if (!event.repeat) setShown(toggled(shown, label, count));
  };
  const keyUp = (event: KeyboardEvent) => {
    if (event.shiftKey && event.key === ' ') event.preventDefault();
  };
  return (
    <fieldset
      className={classes(layout.row, layout.joined, layout.wrap, styles.classes)}
      aria-label={t('plane.classes')}
    >
      {Array.from({ length: count }, (_, label) => {
        const name = labelName(label, words);
        const named = name !== String(label);
        const fill = palette().classes[label];
        return (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: a class is identified by its label
            key={label}
            type="button"
            className={classes(layout.centre, layout.inside, styles.class)}
            aria-label={named ? t('plane.className', { label, name }) : t('plane.class', { label })}
            title={t('plane.classHelp', { name })}
            aria-pressed={shown.includes(label)}
            onClick={(event) => press(event, label)}
            onKeyDown={(event) => keyDown(event, label)}
            onKeyUp={keyUp}
          >
            <span
              className={classes(layout.centre, layout.ownColours, styles.disc)}
              style={{ '--fill': fill, '--on-fill': inkOn(fill) } as CSSProperties}
            >
              {classSign(label)}
            </span>
          </button>
        );
      })}
    </fieldset>
  );
}
