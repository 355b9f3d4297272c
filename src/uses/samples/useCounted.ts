/** The number of samples per class, which are counted in a worker while the use is open. */
import { useEffect, useState } from 'react';
import { useStore } from '../../state/store';
import { openTabAnalysis, type TabAnalysis } from '../tabAnalysis';
import { type Counted, createCounting } from './counting';
import type { Draw } from './sampler';

/** Null before the first count of this run, and if the classes of the images are unknown. */
export function useCounted(draw: Draw): Counted | null {
  const run = useStore((s) => s.run.id);
  const labelled = useStore((s) => s.data.test !== null && s.data.test.labels !== null);
  const [analysis, setAnalysis] = useState<TabAnalysis | null>(null);
  const [counted, setCounted] = useState<Counted | null>(null);
  useEffect(() => {
    if (!labelled) return;
    const opened = openTabAnalysis();
    setAnalysis(opened);
    return () => {
      setAnalysis(null);
      opened.close();
    };
  }, [labelled]);
  useEffect(
    () => (analysis ? createCounting(analysis.request, draw, setCounted) : undefined),
    [analysis, draw],
  );
  return labelled && counted?.run === run ? counted : null;
}
