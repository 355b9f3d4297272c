/** How well a score separates two samples, over all thresholds. */

/**
 * Area under the ROC curve: the probability that a positive scores above a negative, with ties counting half
 * (Hanley & McNeil 1982). NaN where one of the samples is empty.
 */
export function rocArea(negatives: ArrayLike<number>, positives: ArrayLike<number>): number {
  const curve = rocCurve(negatives, positives);
  let area = 0;
  // A tie is one slanted segment, whose trapezium counts each of its pairs as a half.
  for (let i = 1; i < curve.length; i++) {
    const [from, to] = [curve[i - 1], curve[i]];
    area += ((to.falsePositives - from.falsePositives) * (to.truePositives + from.truePositives)) / 2;
  }
  return area;
}

export interface RocPoint {
  /** Scores at or above it are classified as positive. */
  threshold: number;
  /** Shares of the negatives and of the positives that are classified as positive. */
  falsePositives: number;
  truePositives: number;
}

/**
 * From (0, 0), where nothing is classified as positive, to (1, 1): one point per distinct score, highest
 * first.
 */
export function rocCurve(negatives: ArrayLike<number>, positives: ArrayLike<number>): RocPoint[] {
  const scores = [
    ...Array.from(negatives, (score) => ({ score, positive: false })),
    ...Array.from(positives, (score) => ({ score, positive: true })),
  ].sort((a, b) => b.score - a.score);
  let [fp, tp] = [0, 0];
  const at = (threshold: number): RocPoint => ({
    threshold,
    falsePositives: fp / negatives.length,
    truePositives: tp / positives.length,
  });
  const curve = [at(Number.POSITIVE_INFINITY)];
  scores.forEach(({ score, positive }, i) => {
    if (positive) tp++;
    else fp++;
    if (scores[i + 1]?.score !== score) curve.push(at(score));
  });
  return curve;
}
