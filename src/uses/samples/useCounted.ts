/** The number of samples per class, which are counted in a worker while the use is open. */
import { useEffect, useState } from 'react';
import { type OpenAnalysis, openAnalysis } from '../../state/analysis';
import { useStore } from '../../state/store';
import { type Counted, createCounting } from './counting';
import type { Draw } from './sampler';

/** Null before the first count of this run, and if the classes of the images are unknown. */
export function useCounted(draw: Draw): Counted | null {
  const run = useStore((s) => s.run.id);
  const labelled = useStore((s) => s.data.test !== null && s.data.test.labels !== null);
  const [analysis, setAnalysis] = useState<OpenAnalysis | null>(null);
  const [counted, setCounted] = useState<Counted | null>(null);
  useEffect(() => {
    if (!labelled) return;
    const opened = openAnalysis();
    setAnalysis(opened);
    return () => {
      setAnalysis(null);
      opened.close();
    };
  }, [labelled]);
  useEffect(() => (analysis ? createCounting(analysis, draw, setCounted) : undefined), [analysis, draw]);
  return labelled && counted?.run === run ? counted : null;
}
