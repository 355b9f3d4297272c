/**
 * Numbers too small to matter are set to zero, by one rule in every engine.
 *
 * A saturated unit has a slope near zero, a confident logit a gradient near zero, and the first moment of a
 * unit that no longer fires shrinks by a tenth each step. Below 2⁻¹²⁶ such float32 numbers are subnormal, and
 * on many processors an operation on one takes a hundred times as long: a long run became seven times slower.
 * A processor could flush them to zero by itself, but neither WebAssembly nor JavaScript can switch that on.
 * So they are flushed where numbers are written: the outputs of activations, δ before the products of a
 * layer, and Adam's moments.
 */

/**
 * Magnitudes below this become 0. It is 2⁻⁵⁶, about 1.4e-17, because
 * - the product of two remaining numbers is at least 2⁻¹¹² and so never subnormal, and sums of such products
 *   hardly ever are;
 * - learning does not depend on it. Activations and δ are added to others of their layer, and 1.4e-17 is far
 *   below the float32 rounding of such a sum. Adam divides by √v̂ + ε with ε = 1e-8: a first moment that is
 *   dropped would have moved its parameter by less than 1.4e-9 learning rates, and one that never exceeds the
 *   limit by less than 1.4e-8.
 */
export const TINY = 2 ** -56;

/**
 * The same for second moments, on the scale of squares. Adam adds √v to ε√(1 − β₂ᵗ) ≥ 3e-10; below 2⁻⁵⁶, half
 * a unit in its last place, √v does not change the float32 bits of the sum.
 */
export const TINY_SQUARE = TINY ** 2;

/**
 * Moments need not be flushed after every step, which would cost time: in this many steps the first shrinks
 * from TINY to 2⁻⁷² at most (β₁ = ½), the second by 1.6%.
 */
export const FLUSH_EVERY = 16;

/** x, or 0 where x is tiny. NaN stays NaN, so that a diverging run is noticed. */
export const flushed = (x: number): number => (Math.abs(x) < TINY ? 0 : x);

/** The same for numbers that are never negative and on the scale of squares. */
export const flushedSquare = (x: number): number => (x < TINY_SQUARE ? 0 : x);
