/** Seeded random numbers: the same seed gives the same abuse. */

/** A seed has many streams, one per case, so that a case can be repeated without those before it. */
export class Random {
  #state;

  /** @param {number} seed @param {number} stream */
  constructor(seed, stream = 0) {
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(stream + 1, 0xc2b2ae35);
  }

  /** Uniform in [0, 1): one step of mulberry32. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `low` to `high`, both included. @param {number} low @param {number} high */
  between(low, high) {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** @param {number} probability */
  chance(probability) {
    return this.next() < probability;
  }

  /** @template T @param {readonly T[]} of @returns {T} */
  pick(of) {
    return of[Math.floor(this.next() * of.length)];
  }

  /**
   * One of the values, with probability proportional to its weight.
   * @template T @param {readonly (readonly [number, T])[]} of @returns {T}
   */
  weighted(of) {
    let left = this.next() * of.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, value] of of) {
      left -= weight;
      if (left < 0) return value;
    }
    return of[of.length - 1][1];
  }

  /**
   * `count` of them in their order, or all.
   * @template T @param {readonly T[]} of @param {number} count @returns {T[]}
   */
  sample(of, count) {
    const places = of.map((_, i) => i);
    for (let i = 0; i < Math.min(count, places.length); i++) {
      const j = this.between(i, places.length - 1);
      [places[i], places[j]] = [places[j], places[i]];
    }
    return places
      .slice(0, count)
      .sort((a, b) => a - b)
      .map((place) => of[place]);
  }
}
