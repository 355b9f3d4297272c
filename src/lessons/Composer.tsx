/** A teacher's page: composes a lesson of steps of the course and chooses what the page leaves out; makes the link. */
import { useState } from 'react';
import { COMPOSED, HIDEABLE, type Hideable, MOST_STEPS } from '../experiment/look';
import { linkOf } from '../state/link';
import { useStore } from '../state/store';
import { Button, IconButton } from '../ui/Button';
import { Checks } from '../ui/Choices';
import { classes } from '../ui/classes';
import { Dialog } from '../ui/Dialog';
import { TextField } from '../ui/Field';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { allSteps, inOrder, openedOf, without } from './composed';
import { words as ofComposed } from './composedWords';
import { lessons } from './course';
import styles from './LessonPanel.module.css';
import type { Lesson } from './lesson';

export function Composer({ onClosed }: { onClosed: () => void }) {
  const { t } = useWords(ofComposed);
  const { config, look } = useStore.getState();
  // Composing goes on with the lesson that is open.
  const [steps, setSteps] = useState<readonly string[]>(() => inOrder(look.lesson?.steps ?? []));
  const [hide, setHide] = useState<readonly Hideable[]>(look.hide);
  const [said, setSaid] = useState('');
  const lesson = steps.length > 0 ? { id: COMPOSED, step: 1, steps } : null;
  const link = new URL(linkOf(config, { lesson, hide }), window.location.href).href;
  const toggle = (name: string) =>
    setSteps(steps.includes(name) ? without(steps, name) : inOrder([...steps, name]));
  const copy = async () => {
    setSaid('');
    const done = await navigator.clipboard.writeText(link).then(
      () => true,
      () => false,
    );
    setSaid(t(done ? 'compose.copied' : 'compose.byHand'));
  };
  return (
    <Dialog title={t('compose.title')} closeName={t('compose.close')} width={50} onClosed={onClosed}>
      <div className={classes(layout.part, layout.scrolls)}>
        <div className={classes(layout.column, layout.loose)}>
          <p className={text.quiet}>{t('compose.intro')}</p>
          <h3>{t('compose.yours')}</h3>
          {steps.length === 0 && <p>{t('compose.none')}</p>}
          {steps.length === MOST_STEPS && <p>{t('compose.most', { most: MOST_STEPS })}</p>}
          <Chosen steps={steps} onSteps={setSteps} />
          <div className={classes(layout.column)}>
            <span className={text.quiet}>{t('compose.hide')}</span>
            <Checks
              aria-label={t('compose.hide')}
              options={HIDEABLE}
              chosen={hide}
              optional
              onToggle={(part) => setHide(HIDEABLE.filter((one) => (one === part) !== hide.includes(one)))}
              textOf={(part) => t(`compose.hide.${part}`)}
            />
          </div>
          <div className={layout.row}>
            <TextField
              readOnly
              aria-label={t('compose.link')}
              className={layout.rest}
              value={link}
              onFocus={(event) => event.target.select()}
            />
            <Button onClick={() => void copy()}>{t('compose.copy')}</Button>
            <Button
              onClick={() => {
                useStore.setState((s) => ({ look: { ...s.look, lesson, hide } }));
                onClosed();
              }}
            >
              {t('compose.show')}
            </Button>
          </div>
          <p role="status" className={text.small}>
            {said}
          </p>
          <h3>{t('compose.steps')}</h3>
          <ul className={styles.lessons}>
            {lessons.map((one, i) => (
              <li key={one.id}>
                <StepsOf lesson={one} number={i + 1} chosen={steps} onToggle={toggle} />
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Dialog>
  );
}

interface StepsProps {
  lesson: Lesson;
  number: number;
  chosen: readonly string[];
  onToggle: (name: string) => void;
}

function StepsOf({ lesson, number, chosen, onToggle }: StepsProps) {
  const own = useWords(lesson.words);
  return (
    <fieldset className={classes(layout.column, styles.lesson)} lang={own.lang('title')}>
      <legend className={text.strong}>
        {number}. {own.t('title')}
      </legend>
      {lesson.steps.map(({ id }) => {
        const name = `${lesson.id}.${id}`;
        const checked = chosen.includes(name);
        return (
          <label key={id} className={classes(layout.row, layout.top, text.small)}>
            <input
              type="checkbox"
              checked={checked}
              disabled={!checked && chosen.length >= MOST_STEPS}
              onChange={() => onToggle(name)}
            />
            {own.t(`${id}.question`)}
          </label>
        );
      })}
    </fieldset>
  );
}

interface ChosenProps {
  steps: readonly string[];
  onSteps: (steps: readonly string[]) => void;
}

/** The chosen steps in their order, each with buttons that move or remove it. */
function Chosen({ steps, onSteps }: ChosenProps) {
  const { t } = useWords(ofComposed);
  const { lesson } = openedOf({ id: COMPOSED, step: 1, steps });
  const own = useWords(lesson?.words ?? ofComposed);
  const moved = (from: number, to: number) => {
    const next = [...steps];
    next.splice(to, 0, ...next.splice(from, 1));
    return next;
  };
  /** Not before the step that it compares with, nor that one after it. */
  const may = (from: number, to: number) =>
    to >= 0 && to < steps.length && inOrder(moved(from, to)).join() === moved(from, to).join();
  return (
    <ul>
      {steps.map((name, at) => {
        const step = own.t(`${name}.question` as 'title');
        const source = allSteps.find((one) => one.name === name)?.lesson.words;
        return (
          <li key={name} className={layout.row} lang={own.lang(`${name}.question`)}>
            <span className={classes(layout.fixed, text.quiet)}>{at + 1}</span>
            <span className={classes(layout.rest, text.small)}>
              {source && <Title words={source} />}
              {step}
            </span>
            <IconButton
              icon="up"
              size={16}
              name={t('compose.up', { step })}
              disabled={!may(at, at - 1)}
              onClick={() => onSteps(moved(at, at - 1))}
            />
            <IconButton
              icon="down"
              size={16}
              name={t('compose.down', { step })}
              disabled={!may(at, at + 1)}
              onClick={() => onSteps(moved(at, at + 1))}
            />
            <IconButton
              icon="close"
              size={16}
              name={t('compose.remove', { step })}
              onClick={() => onSteps(without(steps, name))}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** The title of a step's lesson, before its question. */
function Title({ words }: { words: Lesson['words'] }) {
  const { t } = useWords(words);
  return <span className={text.quiet}>{t('title') + t('text.betweenTermAndText')}</span>;
}
