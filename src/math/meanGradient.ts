/**
 * The mean of √(∂x² + ∂y²) over images of side × side pixels in [0, 1], with forward differences: over the
 * pixels that have neighbours to the right and below. A blurred image has a smaller value, a noisy one a
 * larger.
 */
export function meanGradient(pixels: Float32Array, side: number): number {
  const size = side * side;
  const count = pixels.length / size;
  let sum = 0;
  for (let n = 0; n < count; n++) {
    for (let y = 0; y < side - 1; y++) {
      for (let x = 0; x < side - 1; x++) {
        const i = n * size + y * side + x;
        sum += Math.hypot(pixels[i + 1] - pixels[i], pixels[i + side] - pixels[i]);
      }
    }
  }
  return sum / (count * (side - 1) ** 2);
}
