/** How well a score tells two samples apart, whatever the threshold. */

/**
 * Area under the ROC curve: the probability that a positive scores above a negative, ties counting half
 * as by mid-ranks (Hanley & McNeil 1982). NaN where one of the samples is empty.
 */
export function rocArea(negatives: ArrayLike<number>, positives: ArrayLike<number>): number {
  const curve = rocCurve(negatives, positives);
  let area = 0;
  // A tie is one slanted piece, whose trapezium gives each of its pairs a half.
  for (let i = 1; i < curve.length; i++) {
    const [from, to] = [curve[i - 1], curve[i]];
    area += ((to.falsePositives - from.falsePositives) * (to.truePositives + from.truePositives)) / 2;
  }
  return area;
}

export interface RocPoint {
  /** Scores at or above it are called positive. */
  threshold: number;
  /** Shares of the negatives and of the positives that are called positive. */
  falsePositives: number;
  truePositives: number;
}

/** From (0, 0), where nothing is called positive, to (1, 1): a point for each different score, highest first. */
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
