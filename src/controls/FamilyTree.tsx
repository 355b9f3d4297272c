/**
 * The family of models as a picture to choose from: a tree where there is enough room, an indented list otherwise. Both
 * are the same list of buttons, with other styles and lines.
 */
import { type CSSProperties, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { type Conflict, conflictsOf } from '../experiment/conflicts';
import { childrenOf, configOf, nearest } from '../experiment/members';
import type { Preset } from '../experiment/presets';
import { useStore } from '../state/store';
import { classes } from '../ui/classes';
import { Icon } from '../ui/Icon';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { choosePreset } from './choosePreset';
import styles from './FamilyTree.module.css';
import { columns, type Line, listLines, type Place, places, rows, treeLines } from './familyTree';
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
  const list = useRef<HTMLUListElement>(null);
  const descent = useDescent();

  useEffect(() => {
    list.current?.querySelector<HTMLElement>('[aria-current="true"]')?.focus();
  }, []);

  const conflicts = (preset: Preset): Conflict[] => conflictsOf(configOf(preset, config), { labels });
  const [refused] = conflicts(pointed);
  const press = (preset: Preset) => {
    if (conflicts(preset).length > 0) return;
    void choosePreset(preset);
    close();
  };
  return (
    <>
      <div className={classes(layout.rest, styles.scroller)}>
        <div
          className={styles.picture}
          style={{ '--columns': columns, '--rows': rows, '--count': places.length } as CSSProperties}
        >
          <Lines className={styles.treeLines} lines={treeLines} width={columns} height={rows} />
          <Lines className={styles.listLines} lines={listLines} width={columns} height={places.length} />
          <ul ref={list} onKeyDown={walk}>
            {places.map((place) => (
              <Member
                key={place.preset.id}
                place={place}
                current={place.preset === now.preset}
                conflict={conflicts(place.preset)[0]}
                point={() => setPointed(place.preset)}
                press={() => press(place.preset)}
              />
            ))}
          </ul>
        </div>
      </div>
      <p className={classes(layout.row, layout.apart, styles.foot)} aria-hidden="true">
        <span>{refused ? conflictText(refused, words) : descent(pointed)}</span>
        <span className={classes(layout.fixed, text.quiet)}>{pointed.source}</span>
      </p>
    </>
  );
}

function Member(props: {
  place: Place;
  current: boolean;
  conflict: Conflict | undefined;
  point: () => void;
  press: () => void;
}) {
  const words = useWords();
  const { place, current, conflict, point, press } = props;
  const { preset, column, row, depth } = place;
  const descent = useDescent();
  const id = useId();
  return (
    <li
      className={styles.place}
      style={{ '--column': column, '--row': row, '--depth': depth } as CSSProperties}
    >
      <button
        type="button"
        data-member={preset.id}
        className={classes(layout.column, layout.joined, styles.member)}
        aria-current={current}
        aria-disabled={conflict !== undefined}
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-line ${id}-descent`}
        onClick={press}
        onFocus={point}
        onPointerEnter={point}
      >
        <span className={classes(layout.row, layout.apart, text.strong, styles.name)}>
          <span id={`${id}-name`}>{presetText(preset.id, 'name', words)}</span>
          <span className={classes(styles.origin, text.small, text.quiet, text.oneLine)} aria-hidden="true">
            {preset.source}
          </span>
          {current && (
            <span className={layout.fixed} style={{ color: 'var(--latent)' }} title={words.t('family.now')}>
              <Icon name="check" size={14} />
            </span>
          )}
        </span>
        <span
          id={`${id}-line`}
          className={classes(text.sized, text.quiet, text.twoLines, styles.line)}
          lang={conflict ? words.lang(`conflicts.${conflict.reason}`) : presetLang(preset.id, words)}
        >
          {conflict ? conflictText(conflict, words) : presetText(preset.id, 'line', words)}
        </span>
        <span id={`${id}-descent`} hidden>
          {descent(preset)} {preset.source}
        </span>
      </button>
    </li>
  );
}

/** Arrow keys: down and up move along the list, right to the first child, left to the parent. */
function walk(event: KeyboardEvent<HTMLUListElement>): void {
  const from = (event.target as HTMLElement).closest<HTMLElement>('[data-member]')?.dataset.member;
  const place = places.find((p) => p.preset.id === from);
  if (!place) return;
  const to = {
    ArrowDown: places[place.index + 1]?.preset.id,
    ArrowUp: places[place.index - 1]?.preset.id,
    ArrowRight: childrenOf(place.preset.id)[0]?.id,
    ArrowLeft: place.preset.parents[0],
  }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  event.currentTarget.querySelector<HTMLElement>(`[data-member="${to}"]`)?.focus();
}

function Lines(props: { className: string; lines: readonly Line[]; width: number; height: number }) {
  const { className, lines, width, height } = props;
  return (
    <svg
      className={classes(className, layout.untouched)}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {lines.map(({ from, to, d, joins }) => (
        <path
          key={`${from} ${to}`}
          d={d}
          className={joins ? styles.joins : undefined}
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}
