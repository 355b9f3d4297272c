/**
 * A weighted sum of rows: the inner loop of every matrix product. Rows with factor zero (paper, inactive
 * units) are skipped, and four are added at a time, in order.
 */
export class RowSum {
  readonly #factors: Float64Array;
  readonly #places: Int32Array;
  #rows = 0;

  /** For at most this many rows. */
  constructor(most: number) {
    this.#factors = new Float64Array(most);
    this.#places = new Int32Array(most);
  }

  /** Adds the row that starts at `place`. */
  add(factor: number, place: number): void {
    if (factor === 0) return;
    this.#factors[this.#rows] = factor;
    this.#places[this.#rows++] = place;
  }

  /**
   * Adds the weighted sum of rows of `from`, each `length` long, to the row of `to` at `at`; then clears the
   * list.
   */
  addTo(to: Float64Array, at: number, from: Float64Array, length: number): void {
    const f = this.#factors;
    const p = this.#places;
    let k = 0;
    for (; k + 3 < this.#rows; k += 4) {
      const f0 = f[k];
      const f1 = f[k + 1];
      const f2 = f[k + 2];
      const f3 = f[k + 3];
      const p0 = p[k];
      const p1 = p[k + 1];
      const p2 = p[k + 2];
      const p3 = p[k + 3];
      for (let i = 0; i < length; i++) {
        to[at + i] =
          to[at + i] + f0 * from[p0 + i] + f1 * from[p1 + i] + f2 * from[p2 + i] + f3 * from[p3 + i];
      }
    }
    for (; k < this.#rows; k++) {
      const [factor, place] = [f[k], p[k]];
      for (let i = 0; i < length; i++) to[at + i] += factor * from[place + i];
    }
    this.#rows = 0;
  }
}
