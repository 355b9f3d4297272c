/**
 * The legend: classes with their colours and numerals. A click shows one class alone, and a second click all of them;
 * Shift+click adds or removes a class. What is shown is announced to screen readers.
 */
import type { CSSProperties, KeyboardEvent, MouseEvent } from 'react';
import { useStore } from '../../state/store';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import { inkOn, palette } from '../../ui/palette';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { labelName } from '../words';
import { ALL_CLASSES, alone, toggled } from './classFilter';
import styles from './Legend.module.css';

const isPress = (event: KeyboardEvent) => event.key === 'Enter' || event.key === ' ';

const setShown = (shown: ReadonlySet<number>) =>
  useStore.setState(({ look }) => ({ look: { ...look, classes: [...shown].sort((a, b) => a - b) } }));

export function Legend() {
  const words = useWords();
  const { t, number } = words;
  // Another data set has other class names.
  useStore((s) => s.data.id ?? s.run.config.dataset);
  const shownClasses = useStore((s) => s.look.classes);
  const shown = new Set(shownClasses);
  const press = (event: MouseEvent, label: number) =>
    setShown(event.shiftKey ? toggled(shown, label) : alone(shown, label));
  // When a key triggers the click, not every browser reports whether Shift was held.
  const keyDown = (event: KeyboardEvent, label: number) => {
    if (!event.shiftKey || !isPress(event)) return;
    event.preventDefault();
    if (!event.repeat) setShown(toggled(shown, label));
  };
  const keyUp = (event: KeyboardEvent) => {
    if (event.shiftKey && event.key === ' ') event.preventDefault();
  };
  const all = shown.size === ALL_CLASSES.size;
  const names = shownClasses.map((label) => labelName(label, words));
  return (
    <div className={classes(layout.row, layout.joined, styles.legend)}>
      <fieldset
        className={classes(layout.row, layout.joined, layout.wrap, styles.classes)}
        aria-label={t('plane.classes')}
      >
        {[...ALL_CLASSES].map((label) => {
          const name = labelName(label, words);
          const named = name !== String(label);
          const fill = palette().classes[label];
          return (
            <button
              key={label}
              type="button"
              className={classes(layout.centre, layout.inside, styles.class)}
              aria-label={named ? t('plane.className', { label, name }) : t('plane.class', { label })}
              title={t('plane.classHelp', { name })}
              aria-pressed={shown.has(label)}
              onClick={(event) => press(event, label)}
              onKeyDown={(event) => keyDown(event, label)}
              onKeyUp={keyUp}
            >
              <span
                className={classes(layout.centre, layout.ownColours, styles.disc)}
                style={{ '--fill': fill, '--on-fill': inkOn(fill) } as CSSProperties}
              >
                {label}
              </span>
            </button>
          );
        })}
      </fieldset>
      <output className={classes(text.small, text.oneLine, styles.shown)} data-all={all}>
        {all ? t('plane.allClasses') : t('plane.someClasses', { classes: number.row(names) })}
      </output>
    </div>
  );
}
