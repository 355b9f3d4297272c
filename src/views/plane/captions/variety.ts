/** How much images differ from each other, as one number. */

/** The variance of each pixel over `images` of one size, summed over pixels; 0 without images. */
export function variation(images: readonly Uint8Array[]): number {
  const count = images.length;
  if (count === 0) return 0;
  let sum = 0;
  for (let pixel = 0; pixel < images[0].length; pixel++) {
    let mean = 0;
    let square = 0;
    for (const image of images) {
      mean += image[pixel] / count;
      square += image[pixel] ** 2 / count;
    }
    sum += Math.max(0, square - mean * mean);
  }
  return sum;
}
