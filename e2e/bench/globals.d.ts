/** What the pages put on `window` for the benchmarks. */
interface Window {
  seen: {
    first: number;
    begin(): void;
    read(): { latencies: number[]; longTasks: number[]; longFrames: number[] };
  };
}
