/** The losses of the present run, as a chart, with the objective as a formula. */
import { useMemo } from 'react';
import { LossChart } from '../charts/LossChart';
import type { ReadOut } from '../charts/readOut';
import { hyperOf } from '../experiment/specOf';
import { series } from '../state/series';
import { useStore } from '../state/store';
import { Equation } from './Equation';
import { useReadOut } from './useReadOut';

const show = (readOut: ReadOut | null) =>
  useReadOut.setState({ readOut, last: series.train.last?.step ?? null });

export function Losses() {
  const runId = useStore((s) => s.run.id);
  const spec = useStore((s) => s.run.spec);
  const config = useStore((s) => s.run.config);
  const trainCount = useStore((s) => s.data.trainCount);
  const hyper = useMemo(() => hyperOf(config), [config]);
  const readOut = useReadOut((s) => s.readOut);
  return (
    <LossChart
      series={series}
      runId={runId}
      spec={spec}
      hyper={hyper}
      stepsPerEpoch={trainCount / config.batch}
      readOut={readOut}
      onReadOut={show}
    >
      <Equation />
    </LossChart>
  );
}
