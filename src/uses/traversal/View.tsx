/**
 * One latent coordinate, or one principal direction of the codes, at a time: a row of decoded images for each, around the
 * selected probe.
 */
import { useEffect, useMemo, useState } from 'react';
import { stretchAt } from '../../latent/stretch';
import { unit } from '../../latent/vector';
import { hasEncoder, hasPrior } from '../../model/predicates';
import { live } from '../../state/live';
import { selectedProbe } from '../../state/probes';
import { decodePixels } from '../../state/published';
import { chooseAxis, chooseComponent } from '../../state/slice';
import { useStore } from '../../state/store';
import { Choices } from '../../ui/Choices';
import { createDrawer } from '../../ui/frame';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { axisName } from '../../views/words';
import { Details } from '../Details';
import { Finding } from '../Finding';
import { region } from '../region';
import { findingOf, inDigits } from './finding';
import { type Row, Rows } from './Rows';
import { type Component, type Ranking, rankComponents, rankCoordinates } from './rank';
import { words as ofUse } from './words';

/** More rows would not be read. */
const MOST = 16;
/** The order may change this often, in ms, so that rows can be read during training. */
const REORDER_MS = 1000;
const WAYS = ['coordinates', 'components'] as const;

interface Ranked {
  coordinates: Ranking | null;
  /** Null without codes of more than two numbers. */
  components: Component[] | null;
}

export default function Traversal() {
  const words = useWords(ofUse);
  const { t, lang } = words;
  const spec = useStore((s) => s.run.spec);
  const step = useStore((s) => (s.run.status === 'running' ? null : s.run.step));
  const untrained = useStore((s) => s.run.step === 0);
  const probe = useStore((s) => s.selectedProbe);
  const [chosen, choose] = useState<(typeof WAYS)[number]>('coordinates');
  const { coordinates, components } = useRanking();
  const way = components ? chosen : 'coordinates';
  const rows = useRows(way === 'components' ? components : coordinates);
  const ends = t(
    way === 'coordinates' && (hasPrior(spec) || !hasEncoder(spec))
      ? 'traversal.ends.prior'
      : 'traversal.ends.codes',
  );
  return (
    <section className={region} aria-label={t('traversal.region')} lang={lang('traversal.region')}>
      <Finding
        basis={[
          t('traversal.around', { probe }),
          rows.length < spec.latent ? t('traversal.first', { shown: rows.length, all: spec.latent }) : null,
          step === null ? null : t('uses.step', { step }),
        ]}
      >
        {findingOf(way === 'components' ? components : coordinates, untrained, words)}
      </Finding>
      {components && (
        <div className={layout.row}>
          <Choices
            joined
            aria-label={t('traversal.along')}
            options={WAYS}
            chosen={way}
            textOf={(one) => t(`traversal.along.${one}`)}
            onChoose={choose}
          />
        </div>
      )}
      {rows.length > 0 && <Rows rows={rows} />}
      <Details>
        <p className={text.quiet}>{t(`traversal.how.${way}`, { probe, ends })}</p>
      </Details>
    </section>
  );
}

/** What the rows show and say; none while nothing is known. */
function useRows(ranked: Ranking | Component[] | null): Row[] {
  const words = useWords(ofUse);
  const latent = useStore((s) => s.run.spec.latent);
  const shown = useStore((s) => s.slice.shown);
  return useMemo(() => {
    const { t, number } = words;
    if (!ranked) return [];
    if (Array.isArray(ranked))
      return ranked.slice(0, MOST).map(({ component, direction, share, from, to }): Row => {
        const name = t('slice.component', { n: component + 1 });
        const short = number.percent(share, 0);
        return {
          ...{ name, short, direction, from, to },
          label: t('traversal.share', { name, share: short }),
          inactive: share === 0,
          isAxis: shown.by === 'principal' && shown.components.includes(component),
          show: () => useStore.setState(chooseComponent(0, component)),
        };
      });
    const { by, coordinates } = ranked;
    return coordinates.slice(0, MOST).map(({ coordinate, value, inactive, from, to }): Row => {
      const measured = { name: axisName(coordinate), value: inDigits(value, number) };
      const short = by === 'kl' ? t('traversal.short.kl', measured) : measured.value;
      return {
        ...{ name: measured.name, from, to, inactive },
        direction: unit(latent, coordinate),
        short: inactive ? t('traversal.short.inactive') : short,
        label: t(inactive ? 'traversal.inactive' : `traversal.${by}`, measured),
        isAxis: shown.by === 'axes' && shown.axes.includes(coordinate),
        show: () => useStore.setState(chooseAxis(0, coordinate)),
      };
    });
  }, [ranked, words, latent, shown]);
}

/** Whenever codes or weights have changed, at most once a second. */
function useRanking(): Ranked {
  const spec = useStore((s) => s.run.spec);
  const [ranking, setRanking] = useState(rankNow);
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

function rankNow(): Ranked {
  const state = useStore.getState();
  const { spec } = state.run;
  const points = hasEncoder(spec) ? live.get().points : null;
  if (hasEncoder(spec) && !points) return { coordinates: null, components: null };
  const z = Float64Array.from(selectedProbe(state).z);
  const out = new Float32Array(1);
  const coordinates = rankCoordinates(spec, points, (coordinate) => {
    stretchAt(decodePixels, z, spec.latent, [unit(spec.latent, coordinate)], out);
    return out[0];
  });
  return { coordinates, components: points && spec.latent > 2 ? rankComponents(spec, points) : null };
}
