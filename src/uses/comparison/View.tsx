/** What differs between the pinned run and the present one: a table of numbers, and one of settings. */
import { Fragment, useState } from 'react';
import { labelText, memberText, optionText, valueText } from '../../controls/settingWords';
import { applies } from '../../experiment/applies';
import type { Config } from '../../experiment/config';
import { rowOf } from '../../experiment/schema';
import { specOf } from '../../experiment/specOf';
import type { Words, WordsWith } from '../../i18n/words';
import { evaluate } from '../../state/actions';
import { live } from '../../state/live';
import type { Pinned } from '../../state/pinnedRun';
import { useStore } from '../../state/store';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useDrawer } from '../../ui/useDrawer';
import { useWords } from '../../ui/words';
import { Details } from '../Details';
import { Finding } from '../Finding';
import { region } from '../region';
import { COUNTED } from '../samples/sampler';
import { type Counted, countBoth } from './coverage';
import { findingOf } from './finding';
import { differing, MEASURES, type Measure, numbersOf, type Value } from './numbers';
import styles from './View.module.css';
import { words as ofUse } from './words';

type OwnWords = WordsWith<typeof ofUse>;
/** Numbers that follow training are read again after this time at the earliest, in ms. */
const READ_MS = 500;

export default function Comparison() {
  const pinned = useStore((s) => s.pinned);
  return pinned && <Compared pinned={pinned} />;
}

/** Counts of one pinned run, by its decoder, and of one present run. */
interface CountedBoth {
  pinned: Counted | null;
  present: Counted | null;
  of: Pinned['decoder'];
  run: number;
}

function Compared({ pinned }: { pinned: Pinned }) {
  const words = useWords(ofUse);
  const { t, lang } = words;
  const config = useStore((s) => s.run.config);
  const runId = useStore((s) => s.run.id);
  const { numbers, step } = usePresent();
  const [counted, setCounted] = useState<CountedBoth | null>(null);
  const [busy, setBusy] = useState(false);
  const whole = useStore((s) => s.data.test?.count ?? null);
  const before = numbersOf({ ...pinned, spec: specOf(pinned.config) }, whole);
  const keys = differing(pinned.config, config);
  const models = [pinned.config, config].map((of) => memberText(of, words).split('（')[0]);
  /** A number names its own step, which during training may be an earlier one. */
  const withStep = (model: string, found: Value | undefined, otherwise: number) =>
    t('comparison.name', { model, step: found?.step ?? otherwise });
  const measure = async () => {
    setBusy(true);
    try {
      const [both] = await Promise.all([countBoth(pinned), evaluate()]);
      setCounted({ ...both, of: pinned.decoder, run: runId });
    } finally {
      setBusy(false);
    }
  };
  const covered = (one: Counted | null | undefined): Value | undefined =>
    one ? { value: one.coverage.covered, step: one.step } : undefined;
  const classesCovered = counted?.run === runId ? counted.present : null;
  return (
    <section className={region} aria-label={t('comparison.region')} lang={lang('comparison.region')}>
      <Finding>
        {findingOf(
          {
            same: keys.length === 0 && pinned.step === step,
            pinned: {
              name: withStep(models[0], before.recon, pinned.step),
              recon: before.recon,
              images: before.images?.value,
            },
            present: {
              name: withStep(models[1], numbers.recon, step),
              recon: numbers.recon,
              images: numbers.images?.value,
            },
            differing: keys.length,
          },
          words,
        )}
      </Finding>
      <table className={classes(layout.wide, styles.table)}>
        <thead>
          <tr>
            <td />
            {[t('comparison.pinned'), t('comparison.present')].map((which, i) => (
              <th key={which} scope="col">
                <span className={classes(text.line, text.quiet)}>{which}</span> {models[i]}
                <span className={classes(text.line, text.quiet)}>
                  {t('comparison.at', { step: [pinned.step, step][i] })}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Heading>{t('comparison.numbers')}</Heading>
          {MEASURES.map((one) => (
            <Row
              key={one}
              name={t(`comparison.${one}`)}
              values={[
                inWords(one, before[one], pinned.step, pinned.slice.origin.length, words),
                inWords(one, numbers[one], step, specOf(config).latent, words),
              ]}
            />
          ))}
          <Row
            name={t('comparison.covered')}
            values={[
              inWords(
                'covered',
                covered(counted?.of === pinned.decoder ? counted.pinned : null),
                pinned.step,
                0,
                words,
              ),
              inWords('covered', covered(classesCovered), step, 0, words),
            ]}
          />
        </tbody>
        <tbody>
          <Heading>{t('comparison.settings')}</Heading>
          {keys.length === 0 && <Row name={t('comparison.settings.none')} values={['', '']} />}
          {keys.map((key) => (
            <Row
              key={key}
              name={labelText(key, words)}
              values={[settingText(key, pinned.config, words), settingText(key, config, words)]}
            />
          ))}
        </tbody>
      </table>
      <div className={classes(layout.row, layout.wrap)}>
        <Button
          look="small"
          disabled={busy}
          title={t('comparison.measure.hint', { count: COUNTED })}
          onClick={() => void measure()}
        >
          {t(busy ? 'comparison.measuring' : 'comparison.measure')}
        </Button>
      </div>
      <Details>
        <Aligned words={words} />
        <p className={text.quiet}>{t('comparison.how', { count: COUNTED })}</p>
      </Details>
    </section>
  );
}

function Aligned({ words: { t, number } }: { words: OwnWords }) {
  const alignment = useStore((s) => s.alignment);
  if (!alignment) return null;
  const { count, residual, step } = alignment;
  return (
    <p className={text.quiet}>
      {t('comparison.how.aligned', { count, step, residual: number.fixed(residual, 2) })}
    </p>
  );
}

/** The numbers of the present run, and the step that is shown. */
function usePresent() {
  const read = () => {
    const { run, shownStep, data } = useStore.getState();
    const { evaluation, spec } = run;
    // Test losses after the step that is shown are not its own.
    const own = evaluation && (shownStep === null || evaluation.step <= shownStep) ? evaluation : null;
    const measured = { spec, evaluation: own, points: live.get().points };
    return { numbers: numbersOf(measured, data.test?.count ?? null), step: shownStep ?? run.step };
  };
  const [present, setPresent] = useState(read);
  useDrawer(
    () => setPresent(read()),
    (mark) => [
      useStore.subscribe((s, before) => {
        if (s.run !== before.run || s.shownStep !== before.shownStep || s.data.test !== before.data.test)
          mark();
      }),
      live.subscribe('points', mark),
    ],
    READ_MS,
    [],
  );
  return present;
}

const Heading = ({ children }: { children: string }) => (
  <tr>
    <th
      colSpan={3}
      scope="rowgroup"
      className={classes(text.quiet, text.strong, layout.ruledBelow, styles.heading)}
    >
      {children}
    </th>
  </tr>
);

function Row({ name, values }: { name: string; values: readonly (string | readonly [string, string])[] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {values.map((value, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the two columns
        <Fragment key={i}>
          {typeof value === 'string' ? (
            <td>{value}</td>
          ) : (
            <td>
              {value[0]} <span className={text.quiet}>{value[1]}</span>
            </td>
          )}
        </Fragment>
      ))}
    </tr>
  );
}

/** A number, with its step where that is not the one of its column. */
function inWords(
  measure: Measure | 'covered',
  found: Value | undefined,
  step: number,
  width: number,
  { t, number }: OwnWords,
): string | readonly [string, string] {
  if (!found) return '–';
  const { value } = found;
  const written = {
    images: () => number.plain(value),
    recon: () => number.fixed(value, 1),
    kl: () => number.fixed(value, 1),
    bound: () => number.fixed(value, 1),
    knn: () => number.percent(value, 1),
    active: () => t('comparison.active.of', { active: value, width }),
    covered: () => t('comparison.covered.of', { covered: value, all: useStore.getState().data.classes }),
  }[measure]();
  return found.step === step ? written : [written, t('comparison.at', { step: found.step })];
}

function settingText(key: keyof Config, config: Config, words: Words): string {
  const row = rowOf(key);
  const value = config[key];
  if (!applies(key, config)) return '–';
  if (row.kind === 'number' && typeof value === 'number') return valueText(row, value, words);
  if (Array.isArray(value))
    return value.length > 0
      ? value.map((one) => words.number.plain(one)).join(' · ')
      : words.t('widths.none');
  return optionText(key, String(value), words);
}
