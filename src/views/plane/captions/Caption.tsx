/**
 * The caption of the plane: a sentence about what is shown now, with a button for the change that helps if something
 * went wrong.
 */
import { useEffect, useRef, useState } from 'react';
import type { MessageKey, Words } from '../../../i18n/words';
import { configure, restoreLastGood } from '../../../state/actions';
import { useFlowShown } from '../../../state/flowShown';
import { live } from '../../../state/live';
import { series } from '../../../state/series';
import { useStore } from '../../../state/store';
import { Button } from '../../../ui/Button';
import { classes } from '../../../ui/classes';
import { createDrawer } from '../../../ui/frame';
import layout from '../../../ui/layout.module.css';
import text from '../../../ui/text.module.css';
import { VisuallyHidden } from '../../../ui/VisuallyHidden';
import { useWords } from '../../../ui/words';
import { PastRun } from '../../PastRun';
import { axisName } from '../../words';
import { ContinueRun } from '../ContinueRun';
import { LayerLegend } from '../LayerLegend';
import { RestoreRun } from '../RestoreRun';
import styles from './Caption.module.css';
import { factsNow } from './facts';
import { provenance, type Rule, ruleFor } from './rules';

/** The sentence is evaluated at most once in this time, in ms, as it is meant to be read. */
const PACE_MS = 400;

interface Shown {
  id: string;
  event: boolean;
  sentence: string;
  from: MessageKey | null;
  remedy: ReturnType<NonNullable<Rule['remedy']>>;
}

/** Numbers in a sentence: axes by name, probabilities and nats rounded. */
function inWords(
  values: ReturnType<Rule['message']>['values'],
  words: Words,
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => {
      if (typeof value === 'object') return [name, listed(value.map(axisName), words)];
      if (typeof value === 'string' || Number.isInteger(value)) return [name, value];
      return [
        name,
        name === 'rate' || name === 'beta' ? words.number.plain(value) : words.number.fixed(value, 2),
      ];
    }),
  );
}

function listed(names: readonly string[], { t, number }: Words): string {
  if (names.length < 2) return names[0] ?? '';
  return `${number.row(names.slice(0, -1))}${t('caption.and')}${names[names.length - 1]}`;
}

function shownNow(waiting: boolean, words: Words): Shown {
  const facts = factsNow(waiting);
  const rule = ruleFor(facts);
  const { key, values } = rule.message(facts);
  return {
    id: rule.id,
    event: rule.event ?? false,
    sentence: words.t(key, inWords(values, words)),
    from: provenance(facts),
    remedy: rule.remedy?.(facts) ?? null,
  };
}

const from = classes(text.line, text.small, text.quiet);

export function Caption({ waiting, className }: { waiting: boolean; className?: string }) {
  const words = useWords();
  const [shown, setShown] = useState(() => shownNow(waiting, words));
  useEffect(() => {
    const look = () => {
      const next = shownNow(waiting, words);
      setShown((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    };
    look();
    const drawer = createDrawer(() => {
      look();
      return false;
    }, PACE_MS);
    const stops = [
      useStore.subscribe((s, before) => {
        // The effect of the button is shown at once.
        if (
          s.run.status !== before.run.status ||
          s.run.starting !== before.run.starting ||
          s.shownStep !== before.shownStep ||
          s.pinned !== before.pinned
        )
          look();
        else if (s.run !== before.run || s.data.test !== before.data.test) drawer.mark();
      }),
      useFlowShown.subscribe((s, before) => {
        if (s.paths !== before.paths) look();
      }),
      series.subscribe(drawer.mark),
      live.subscribe('points', drawer.mark),
      live.subscribe('manifold', drawer.mark),
      drawer.stop,
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [waiting, words]);

  // Announced once per event, not whenever a number in the sentence changes.
  const spoken = useRef({ id: '', sentence: '' });
  if (spoken.current.id !== shown.id)
    spoken.current = { id: shown.id, sentence: shown.event ? shown.sentence : '' };

  const { remedy } = shown;
  const help = async () => {
    if (!remedy) return;
    await configure(remedy.change);
    if (remedy.restore) await restoreLastGood();
  };
  return (
    <section
      className={classes(layout.row, layout.wrap, styles.caption, className)}
      aria-label={words.t('caption.region')}
      data-caption={shown.id}
    >
      <p>
        {shown.sentence}
        {shown.from && <span className={from}>{words.t(shown.from)}</span>}
        <LayerLegend className={from} />
      </p>
      <VisuallyHidden as="output">{spoken.current.sentence}</VisuallyHidden>
      {remedy && (
        <Button look="small" onClick={help}>
          {words.t(remedy.key, { value: remedy.value })}
        </Button>
      )}
      <PastRun />
      <RestoreRun />
      <ContinueRun />
    </section>
  );
}
