/** Four things to try with the present model; the page marks those that are done. */
import { useEffect } from 'react';
import { live } from '../state/live';
import { useStore } from '../state/store';
import { classes } from '../ui/classes';
import { createDrawer } from '../ui/frame';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { VisuallyHidden } from '../ui/VisuallyHidden';
import { useWords } from '../ui/words';
import { Mark } from './Mark';
import { keyOf, look, usePassed } from './passed';
import styles from './ThingsToTry.module.css';
import { TARGET, type Task, type TaskId, tasksOf } from './tasks';
import { words as ofLessons } from './words';

/** Smallest interval between checks of the conditions, in ms. */
const PACE_MS = 400;

function open({ use, selectedProbe }: NonNullable<Task['shows']>): void {
  useStore.setState((s) => ({
    look: use ? { ...s.look, use } : s.look,
    selectedProbe: selectedProbe ?? s.selectedProbe,
  }));
}

export function ThingsToTry() {
  const { t, lang } = useWords(ofLessons);
  const spec = useStore((s) => s.run.spec);
  const config = useStore((s) => s.run.config);
  const labelled = useStore((s) => s.data.test === null || s.data.test.labels !== null);
  const { passed, last } = usePassed();
  // A lesson has tasks of its own; a link may leave these out.
  const hidden = useStore((s) => s.look.lesson !== null || s.look.hide.includes('try'));
  useEffect(() => {
    const drawer = createDrawer(() => {
      look();
      return false;
    }, PACE_MS);
    const stops = [drawer.stop, useStore.subscribe(drawer.mark), live.subscribe('points', drawer.mark)];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  if (hidden) return null;
  const say = (id: TaskId) => t(`try.${id}`, TARGET);
  return (
    <section
      className={classes(layout.fixed, layout.under, styles.tasks)}
      aria-label={t('try.title')}
      lang={lang('try.title')}
    >
      <h2>{t('try.title')}</h2>
      <ul className={layout.column}>
        {tasksOf({ spec, config, labelled }).map(({ id, shows }) => {
          const done = passed.has(keyOf(spec, id));
          return (
            <li key={id} className={classes(layout.row, text.small, done && text.quiet)}>
              <Mark done={done} name={t(done ? 'try.done' : 'try.open')} />
              {shows ? (
                <button type="button" className={text.term} onClick={() => open(shows)}>
                  {say(id)}
                </button>
              ) : (
                <span>{say(id)}</span>
              )}
            </li>
          );
        })}
      </ul>
      <VisuallyHidden as="output">{last && `${say(last)}: ${t('try.done')}`}</VisuallyHidden>
    </section>
  );
}
