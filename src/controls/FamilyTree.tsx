/**
 * The family of models, grouped by what they are for. Each member is followed by those that differ from it in one
 * respect.
 */
import { type CSSProperties, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { type Conflict, conflictsOf } from '../experiment/conflicts';
import { childrenOf, configOf, nearest, presetOf } from '../experiment/members';
import type { Preset } from '../experiment/presets';
import { useStore } from '../state/store';
import { classes } from '../ui/classes';
import { Icon } from '../ui/Icon';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { choosePreset } from './choosePreset';
import styles from './FamilyTree.module.css';
import { columns, type Member } from './familyTree';
import { conflictText, presetLang, presetText } from './settingWords';

/** Returns a sentence about a member: its parents, and how it differs from them. */
export function useDescent(): (preset: Preset) => string {
  const words = useWords();
  const { t } = words;
  return ({ id, parents }) => {
    const slots = { name: presetText(id, 'name', words), line: presetText(id, 'line', words) };
    if (parents.length === 0) return t('family.root', slots);
    const names = parents.map((parent) => presetText(parent, 'name', words));
    const difference = presetText(id, 'difference', words);
    return t('family.step', { ...slots, parents: names.join(t('family.and')), difference });
  };
}

export function FamilyTree({ close }: { close: () => void }) {
  const words = useWords();
  const config = useStore((s) => s.config);
  const labels = useStore((s) => (s.data.test ? s.data.test.labels !== null : undefined));
  const now = nearest(config);
  const [pointed, setPointed] = useState(now.preset);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const descent = useDescent();

  useEffect(() => {
    // Once the dialog, whose effect comes after this one, is open.
    queueMicrotask(() => list.current?.querySelector<HTMLElement>('[aria-current="true"]')?.focus());
  }, []);

  const conflicts = (preset: Preset): Conflict[] => conflictsOf(configOf(preset, config), { labels });
  const [refused] = conflicts(pointed);
  const press = (preset: Preset) => {
    if (conflicts(preset).length > 0) return;
    void choosePreset(preset);
    close();
  };
  const branch = (members: readonly Member[], depth = 0) =>
    members.map((member) => (
      <li key={member.preset.id} style={{ '--depth': depth } as CSSProperties}>
        <MemberButton
          preset={member.preset}
          current={member.preset === now.preset}
          conflict={conflicts(member.preset)[0]}
          point={() => setPointed(member.preset)}
          press={() => press(member.preset)}
        />
        {member.children.length > 0 && (
          <ul className={styles.children}>{branch(member.children, depth + 1)}</ul>
        )}
      </li>
    ));
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside have the focus */}
      <div
        ref={list}
        className={classes(layout.rest, layout.part, layout.scrolls, styles.groups)}
        onKeyDown={walk}
      >
        {columns.map((column) => (
          <div key={column[0].question} className={styles.column}>
            {column.map(({ question, roots }) => (
              <section key={question} aria-labelledby={`${id}-${question}`}>
                <h3 id={`${id}-${question}`} className={classes(layout.ruledBelow, styles.question)}>
                  <b>{words.t(`family.group.${question}`)}</b>{' '}
                  <span className={text.quiet}>{words.t(`family.question.${question}`)}</span>
                </h3>
                <ul>{branch(roots)}</ul>
              </section>
            ))}
          </div>
        ))}
      </div>
      <p
        className={classes(layout.row, layout.apart, layout.ruled, layout.part, styles.foot)}
        aria-hidden="true"
      >
        <span>{refused ? conflictText(refused, words) : descent(pointed)}</span>
        <span className={classes(layout.fixed, text.quiet)}>{pointed.source}</span>
      </p>
    </>
  );
}

function MemberButton(props: {
  preset: Preset;
  current: boolean;
  conflict: Conflict | undefined;
  point: () => void;
  press: () => void;
}) {
  const words = useWords();
  const { preset, current, conflict, point, press } = props;
  const descent = useDescent();
  const id = useId();
  const start = preset.start === undefined ? null : words.t(`family.start.${preset.start}`);
  return (
    <button
      type="button"
      data-member={preset.id}
      className={classes(layout.item, layout.wide, styles.member)}
      aria-current={current}
      aria-disabled={conflict !== undefined}
      aria-labelledby={`${id}-name`}
      aria-describedby={`${start ? `${id}-start ` : ''}${id}-line ${id}-descent`}
      onClick={press}
      onFocus={point}
      onPointerEnter={point}
    >
      <span className={classes(layout.row, layout.wrap, layout.close, text.strong)}>
        <span id={`${id}-name`}>{presetText(preset.id, 'name', words)}</span>
        {current && (
          <span className={layout.fixed} style={{ color: 'var(--latent)' }} title={words.t('family.now')}>
            <Icon name="check" size={14} />
          </span>
        )}
        {start && (
          <span id={`${id}-start`} className={classes(layout.fixed, text.sized, styles.start)}>
            {start}
          </span>
        )}
      </span>
      <span
        id={`${id}-line`}
        className={classes(text.sized, text.quiet)}
        lang={conflict ? words.lang(`conflicts.${conflict.reason}`) : presetLang(preset.id, words)}
      >
        {conflict ? conflictText(conflict, words) : presetText(preset.id, 'line', words)}
      </span>
      <span id={`${id}-descent`} hidden>
        {descent(preset)} {preset.source}
      </span>
    </button>
  );
}

/** Arrow keys: down and up move along the list, right to the first child, left to the parent. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-member]')];
  const at = all.indexOf(document.activeElement as HTMLElement);
  const id = all[at]?.dataset.member;
  const named = (other: string | undefined) => all.find((member) => member.dataset.member === other);
  const to = {
    ArrowDown: all[at + 1],
    ArrowUp: all[at - 1],
    ArrowRight: named(id && childrenOf(id)[0]?.id),
    ArrowLeft: named(id && presetOf(id)?.parents[0]),
  }[event.key];
  if (!id || !to) return;
  event.preventDefault();
  to.focus();
}
