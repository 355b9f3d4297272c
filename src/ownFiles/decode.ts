/** Pictures of the formats that the browser knows, decoded by it: JPEG, WebP, GIF, BMP, interlaced PNG. */
import { LIMITS } from '../data/formats/limits';
import type { Raster } from '../data/formats/raster';

/** Sides are reduced to this: models have 28 pixels. */
const LARGEST = 1024;

export async function decodePicture(bytes: Uint8Array): Promise<Raster | null> {
  if (typeof createImageBitmap === 'undefined' || typeof OffscreenCanvas === 'undefined') return null;
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]), {
    premultiplyAlpha: 'none',
    colorSpaceConversion: 'none',
  }).catch(() => null);
  if (!bitmap || bitmap.width * bitmap.height > LIMITS.picturePixels) return null;
  const scale = Math.min(1, LARGEST / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((n) => Math.max(1, Math.round(scale * n)));
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return { width, height, channels: 4, data: context.getImageData(0, 0, width, height).data };
}
