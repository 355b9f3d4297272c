/** Statistics, tables and targets for the benchmarks. */

/**
 * The q-quantile (0 … 1) of some numbers, with linear interpolation between neighbours.
 * @param {number[]} values @param {number} q
 */
export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = Math.floor(at);
  return sorted[low] + (at - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
}

/** Median with its spread: the middle half of the values. @param {number[]} values */
export function summary(values) {
  return {
    median: quantile(values, 0.5),
    p25: quantile(values, 0.25),
    p75: quantile(values, 0.75),
    p95: quantile(values, 0.95),
    count: values.length,
  };
}

/** A shared machine gives three significant digits at most. @param {number | null | undefined} x */
export function show(x) {
  if (x === null || x === undefined || Number.isNaN(x)) return '–';
  return x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x.toFixed(2);
}

/** @param {string[]} head @param {string[][]} rows */
export function table(head, rows) {
  const widths = head.map((h, i) => Math.max(h.length, ...rows.map((r) => (r[i] ?? '').length)));
  /** @param {string[]} cells */
  const line = (cells) =>
    `  ${cells.map((c, i) => (i === 0 ? c.padEnd(widths[i]) : c.padStart(widths[i]))).join('   ')}`;
  return [line(head), `  ${widths.map((w) => '─'.repeat(w)).join('   ')}`, ...rows.map(line)].join('\n');
}

/**
 * A line that says whether a target is reached: at most `limit`.
 * @param {string} what @param {number | null} value @param {number} limit @param {string} unit
 */
export function target(what, value, limit, unit) {
  return verdict(what, value, limit, unit, '≤', value !== null && value <= limit);
}

/** The same for a factor that should be large. @param {string} what @param {number | null} value @param {number} limit */
export function atLeast(what, value, limit) {
  return verdict(what, value, limit, 'times', '≥', value !== null && value >= limit);
}

/** @param {string} what @param {number | null} value @param {number} limit @param {string} unit @param {string} sign @param {boolean} reached */
function verdict(what, value, limit, unit, sign, reached) {
  const measured = value === null ? 'not measured' : `${show(value)} ${unit}`;
  return {
    what,
    value,
    limit,
    unit,
    reached,
    line: `  ${reached ? '✓' : '✗'} ${what}: ${measured} (target ${sign} ${limit} ${unit})`,
  };
}
