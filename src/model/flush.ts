/**
 * Numbers too small to matter count as zero, in every engine by the same rule.
 *
 * A saturated unit has a slope near zero, a confident logit a gradient near zero, and the moments of a unit that
 * no longer fires shrink by a tenth a step. Below 2⁻¹²⁶ such float32 numbers are subnormal, and every instruction
 * that meets one takes about a hundred times as long. Processors could flush them to zero by themselves;
 * WebAssembly and JavaScript cannot tell them to. So it is done where numbers are written: by activations, to δ
 * before a layer's products, and by Adam to the gradient and both moments.
 */

/**
 * Magnitudes below this become 0. 2⁻⁵⁶, about 1.4e-17, because:
 * - No product of two numbers that are left is subnormal, nor a thousandth of one (Adam's share of g²).
 * - Nothing that learns can tell. Adam divides by √v̂ + ε with ε = 1e-8, so a gradient or a first moment that is
 *   dropped would have moved its parameter by less than 2e-8 learning rates, far below the rounding of a float32
 *   weight. Activations and δ are sums with others: 1e-17 is a ten-billionth of float32's rounding at 1.
 */
export const TINY = 2 ** -56;

/**
 * The same for second moments, which are squares: below 2⁻¹¹² they become 0. √v is then below half a unit in the
 * last place of what it is added to, Adam's ε√(1 − β₂ᵗ) ≥ 3e-10: the sum has the same float32 bits without it.
 */
export const TINY_SQUARE = TINY ** 2;

/** x, or 0 where x is tiny. NaN stays NaN: a run that diverges has to show it. */
export const flushed = (x: number): number => (Math.abs(x) < TINY ? 0 : x);

/** The same for what is never negative and on the scale of squares. */
export const flushedSquare = (x: number): number => (x < TINY_SQUARE ? 0 : x);
