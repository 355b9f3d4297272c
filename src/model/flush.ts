/**
 * Numbers too small to matter count as zero, by one rule in every engine.
 *
 * A saturated unit has a slope near zero, a confident logit a gradient near zero, and the first moment of a unit
 * that no longer fires shrinks by a tenth a step. Below 2⁻¹²⁶ such float32 numbers are subnormal, and on many
 * processors an instruction that operates on one takes a hundred times as long: a long run became seven times slower.
 * A processor can flush them to zero by itself, but neither WebAssembly nor JavaScript can ask it to. So it is done
 * where numbers are written: to what an activation gives, to δ before a layer's products, and to Adam's moments.
 */

/**
 * Magnitudes below this become 0. It is 2⁻⁵⁶, about 1.4e-17, because
 * - the product of two numbers that are left, at least 2⁻¹¹², is never subnormal, and sums of such hardly ever;
 * - nothing that learns can tell. Activations and δ are added to others of their layer, and 1.4e-17 is far below
 *   what float32 loses in such a sum. Adam divides by √v̂ + ε with ε = 1e-8: a first moment that is dropped would
 *   have moved its parameter by less than 1.4e-9 learning rates, one that never gets beyond it by less than
 *   1.4e-8.
 */
export const TINY = 2 ** -56;

/**
 * The same for second moments, on the scale of squares. Adam adds √v to ε√(1 − β₂ᵗ) ≥ 3e-10; below 2⁻⁵⁶, half a
 * unit in its last place, the sum has the same float32 bits with √v as without.
 */
export const TINY_SQUARE = TINY ** 2;

/**
 * Moments need not be flushed after every step, where that would cost something: in so many steps the first
 * shrinks from TINY to 2⁻⁷² at most (β₁ = ½), the second by 1.6%.
 */
export const FLUSH_EVERY = 16;

/** x, or 0 where x is tiny. NaN stays NaN: a run that diverges has to show it. */
export const flushed = (x: number): number => (Math.abs(x) < TINY ? 0 : x);

/** The same for what is never negative and on the scale of squares. */
export const flushedSquare = (x: number): number => (x < TINY_SQUARE ? 0 : x);
