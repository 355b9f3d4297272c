/**
 * Losses and codes as CSV (RFC 4180) with a header. Numbers are written so that they are read back exactly; the
 * decimal sign is a point, whatever the language of the page.
 */
export interface LossRow {
  step: number;
  [term: string]: number;
}

/**
 * One row a step, in nats per image (dReal and dFake: probabilities). `tests` are losses on the test images after a
 * step; a step without them has empty fields.
 */
export function lossesCsv(steps: readonly LossRow[], tests: readonly LossRow[]): string {
  const termsOf = (rows: readonly LossRow[]) =>
    [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((key) => key !== 'step');
  const [own, tested] = [termsOf(steps.slice(0, 1)), termsOf(tests.slice(0, 1))];
  const trainAt = new Map(steps.map((row) => [row.step, row]));
  const testAt = new Map(tests.map((row) => [row.step, row]));
  const all = [...new Set([...trainAt.keys(), ...testAt.keys()])].sort((a, b) => a - b);
  return table(
    ['step', ...own, ...tested.map((term) => `test_${term}`)],
    all.map((step) => [
      step,
      ...own.map((term) => trainAt.get(step)?.[term]),
      ...tested.map((term) => testAt.get(step)?.[term]),
    ]),
  );
}

export interface CodeTable {
  /** The step whose encoder has made the codes. */
  step: number;
  count: number;
  latent: number;
  /** count × latent; logVar is null where codes are points. */
  mu: ArrayLike<number>;
  logVar: ArrayLike<number> | null;
  labels: ArrayLike<number> | null;
}

/** One row an image of the test set. */
export function codesCsv({ step, count, latent, mu, logVar, labels }: CodeTable): string {
  const names = (name: string) => Array.from({ length: latent }, (_, d) => `${name}_${d + 1}`);
  return table(
    ['step', 'image', ...(labels ? ['label'] : []), ...names('mu'), ...(logVar ? names('log_var') : [])],
    Array.from({ length: count }, (_, i) => [
      step,
      i,
      ...(labels ? [labels[i]] : []),
      ...Array.from({ length: latent }, (_, d) => mu[i * latent + d]),
      ...(logVar ? Array.from({ length: latent }, (_, d) => logVar[i * latent + d]) : []),
    ]),
  );
}

const table = (header: readonly string[], rows: readonly (readonly (number | undefined)[])[]): string =>
  [
    header,
    ...rows.map((row) =>
      row.map((value) => (value === undefined || Number.isNaN(value) ? '' : String(value))),
    ),
  ]
    .map((row) => `${row.join(',')}\r\n`)
    .join('');
