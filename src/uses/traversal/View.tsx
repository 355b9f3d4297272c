/** One latent coordinate at a time: a row of decoded images for each, around the selected probe. */
import { useEffect, useState } from 'react';
import { stretchAt } from '../../latent/stretch';
import { unit } from '../../latent/vector';
import { hasEncoder, hasPrior } from '../../model/predicates';
import { INPUT_SIZE } from '../../model/spec';
import { live } from '../../state/live';
import { selectedProbe } from '../../state/probes';
import { decodePublished } from '../../state/published';
import { chooseAxis } from '../../state/slice';
import { useStore } from '../../state/store';
import { classes } from '../../ui/classes';
import { createDrawer, TEXT_INTERVAL } from '../../ui/frame';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { useDrawing } from '../../views/useDrawing';
import { axisName } from '../../views/words';
import { Details } from '../Details';
import { Finding } from '../Finding';
import layoutOfUse from '../use.module.css';
import { findingOf, inDigits } from './finding';
import { type Ranked, type Ranking, rankCoordinates } from './rank';
import styles from './View.module.css';
import { words as ofUse } from './words';

const COLUMNS = 9;
/** More rows would not be read. */
const MOST = 16;
/** The order may change this often, in ms, so that rows can be read during training. */
const REORDER_MS = 1000;

export default function Traversal() {
  const words = useWords(ofUse);
  const { t, lang } = words;
  const spec = useStore((s) => s.run.spec);
  const step = useStore((s) => (s.run.status === 'running' ? null : s.run.step));
  const untrained = useStore((s) => s.run.step === 0);
  const probe = useStore((s) => s.selectedProbe);
  const ranking = useRanking();
  const rows = ranking?.coordinates.slice(0, MOST) ?? [];
  const ends = t(hasPrior(spec) || !hasEncoder(spec) ? 'traversal.ends.prior' : 'traversal.ends.codes');
  return (
    <section className={layoutOfUse.use} aria-label={t('traversal.region')} lang={lang('traversal.region')}>
      <Finding
        basis={[
          t('traversal.around', { probe }),
          rows.length < spec.latent ? t('traversal.first', { shown: rows.length, all: spec.latent }) : null,
          step === null ? null : t('uses.step', { step }),
        ]}
      >
        {findingOf(ranking, untrained, words)}
      </Finding>
      {ranking && <Rows rows={rows} by={ranking.by} />}
      <Details>
        <p className={text.quiet}>{t('traversal.how', { probe, ends })}</p>
      </Details>
    </section>
  );
}

function Rows({ rows, by }: { rows: readonly Ranked[]; by: Ranking['by'] }) {
  const { t, number } = useWords(ofUse);
  const choice = useStore((s) => s.slice.shown);
  const axes: readonly number[] = choice.by === 'axes' ? choice.axes : [];
  const sheet = useDrawing(
    (painter) => {
      const { z } = selectedProbe(useStore.getState());
      const codes = new Float64Array(COLUMNS * z.length);
      const pixels = new Float32Array(COLUMNS * INPUT_SIZE);
      rows.forEach(({ coordinate, from, to }, row) => {
        for (let i = 0; i < COLUMNS; i++) {
          codes.set(z, i * z.length);
          codes[i * z.length + coordinate] = from + ((to - from) * i) / (COLUMNS - 1);
        }
        const decoded = decodePublished(codes, pixels, COLUMNS);
        for (let i = 0; i < COLUMNS; i++)
          painter.paint(decoded ? pixels.subarray(i * INPUT_SIZE, (i + 1) * INPUT_SIZE) : null, i, row);
      });
      return false;
    },
    {
      sheet: { columns: COLUMNS, rows: Math.max(1, rows.length), gap: 2 },
      every: TEXT_INTERVAL,
      when: (mark) => [
        live.subscribe('weights', mark),
        useStore.subscribe((s, before) => {
          if (
            s.probes !== before.probes ||
            s.selectedProbe !== before.selectedProbe ||
            s.label !== before.label
          )
            mark();
        }),
      ],
    },
    [rows],
  );
  return (
    <div className={styles.traversal}>
      <ul className={styles.names}>
        {rows.map(({ coordinate, value, inactive }) => {
          const name = axisName(coordinate);
          const measured = { name, value: inDigits(value, number) };
          return (
            <li key={coordinate}>
              <button
                type="button"
                className={classes(styles.name, inactive && styles.inactive)}
                aria-pressed={axes.includes(coordinate)}
                aria-label={t(inactive ? 'traversal.inactive' : `traversal.${by}`, measured)}
                title={t('traversal.axis')}
                onClick={() => useStore.setState(chooseAxis(0, coordinate))}
              >
                <strong>{name}</strong>{' '}
                {inactive
                  ? t('traversal.short.inactive')
                  : by === 'kl'
                    ? t('traversal.short.kl', measured)
                    : measured.value}
              </button>
            </li>
          );
        })}
      </ul>
      <canvas ref={sheet} role="img" aria-label={t('traversal.sheet')} />
    </div>
  );
}

/** Whenever codes or weights have changed, at most once a second. */
function useRanking(): Ranking | null {
  const spec = useStore((s) => s.run.spec);
  const [ranking, setRanking] = useState<Ranking | null>(() => rankNow());
  useEffect(() => {
    const look = () => {
      const next = rankNow();
      setRanking((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
      return false;
    };
    look();
    const drawer = createDrawer(look, REORDER_MS);
    const source = hasEncoder(spec) ? 'points' : 'weights';
    const stops = [drawer.stop, live.subscribe(source, drawer.mark)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [spec]);
  return ranking;
}

function rankNow(): Ranking | null {
  const state = useStore.getState();
  const { spec } = state.run;
  const { points } = live.get();
  if (hasEncoder(spec) && !points) return null;
  const z = Float64Array.from(selectedProbe(state).z);
  const out = new Float32Array(1);
  const decode = (codes: ArrayLike<number>, count: number, images: Float32Array) =>
    void decodePublished(codes, images, count);
  return rankCoordinates(spec, hasEncoder(spec) ? points : null, (coordinate) => {
    stretchAt(decode, z, spec.latent, [unit(spec.latent, coordinate)], out);
    return out[0];
  });
}
