/** The losses of the present run, as a chart, with the objective as a formula. */
import { useMemo } from 'react';
import { LossChart } from '../charts/LossChart';
import type { ReadOut } from '../charts/readOut';
import type { ChartAxis } from '../charts/steps';
import { memberText } from '../controls/settingWords';
import { hyperOf } from '../experiment/specOf';
import { hasLatent } from '../model/predicates';
import { replay, showStep } from '../state/actions';
import { useHides } from '../state/hidden';
import { stopPlayback } from '../state/playback';
import { offersSteps } from '../state/pretrainedSteps';
import { createMergedSeries, series, type Term } from '../state/series';
import { showLive, snapshotBudget } from '../state/snapshots';
import { useStore } from '../state/store';
import { IconButton } from '../ui/Button';
import { useWords } from '../ui/words';
import { Equation } from './Equation';
import { Timeline, useChartAxis } from './timeline/Timeline';
import { useReadOut } from './useReadOut';

const takeAxis = (axis: ChartAxis | null) => useChartAxis.setState({ axis });
const show = (readOut: ReadOut | null) =>
  // At first there may be losses of test images only, and the table names their step.
  useReadOut.setState({ readOut, last: (series.train.last ?? series.test.last)?.step ?? null });

export function Losses() {
  const runId = useStore((s) => s.run.id);
  const spec = useStore((s) => s.run.spec);
  const config = useStore((s) => s.run.config);
  const trainCount = useStore((s) => s.data.trainCount);
  const hyper = useMemo(() => hyperOf(config), [config]);
  const readOut = useReadOut((s) => s.readOut);
  const { steps, bytes } = useStore((s) => s.snapshots);
  const offered = useStore(offersSteps);
  const shown = useStore((s) => s.shownStep);
  const words = useWords();
  const bare = useHides('equation');
  const pinned = useStore((s) => s.pinned);
  const history = pinned?.history;
  const line = useMemo(() => {
    if (!history) return null;
    const { train } = history;
    // As many entries as it has, an even number and at least four.
    const capacity = Math.max(4, 2 * Math.ceil(train.entries.length / 2));
    const kept = createMergedSeries(capacity, train.terms as Term[]);
    kept.load(train, Number.POSITIVE_INFINITY);
    return kept.size === 0 ? null : kept;
  }, [history]);
  const beside = useMemo(() => {
    if (!pinned || !line) return null;
    const model = memberText(pinned.config, words).split('（')[0];
    return { train: line, name: words.t('loss.beside', { model, step: pinned.end }), at: pinned.step };
  }, [pinned, line, words]);
  const past = useMemo(
    () => ({
      steps,
      shown,
      latest: () => useStore.getState().run.step,
      onShow(step: number) {
        showStep(step);
      },
      onLatest() {
        stopPlayback();
        showLive();
      },
    }),
    [steps, shown],
  );
  return (
    <LossChart
      series={series}
      beside={beside}
      runId={runId}
      spec={spec}
      hyper={hyper}
      stepsPerEpoch={trainCount / config.batch}
      readOut={readOut}
      onReadOut={show}
      past={past}
      row={hasLatent(spec) && <Timeline />}
      onAxis={takeAxis}
      controls={(steps.length > 1 || offered) && <Replay count={steps.length} bytes={bytes} />}
    >
      {!bare && <Equation />}
    </LossChart>
  );
}

const MEBIBYTE = 2 ** 20;

/** Shows the training again, and how many snapshots there are in how much memory. */
function Replay({ count, bytes }: { count: number; bytes: number }) {
  const { t, number } = useWords();
  const playing = useStore((s) => s.playing);
  const used = number.fixed(bytes / MEBIBYTE, bytes < MEBIBYTE ? 1 : 0);
  const memory =
    count < 2 ? t('past.load') : t('past.memory', { count, used, of: snapshotBudget() / MEBIBYTE });
  const name = t(playing ? 'past.stop' : 'past.play');
  return (
    <IconButton
      icon={playing ? 'pause' : 'play'}
      size={16}
      name={name}
      title={`${name} (${memory})`}
      onClick={playing ? stopPlayback : () => void replay()}
    />
  );
}
