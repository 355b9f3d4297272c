/** Picture files that the reader drops or opens become the image that is scored. */
import { ProblemError, toProblem } from '../../experiment/problem';
import { notify } from '../../state/notices';
import { useChoice } from './choice';
import { imageFrom, type Pixels } from './pictureFile';

/** Larger pictures are scaled down to this: a digit of 20 pixels does not need more. */
const LARGEST = 560;

export const isPicture = (file: File): boolean => file.type.startsWith('image/');

/** Reads the last of the files; one that cannot be read becomes a notice. */
export async function openPictures(files: readonly File[]): Promise<void> {
  const file = files.at(-1);
  if (!file) return;
  try {
    const picture = imageFrom(await pixelsOf(file));
    if (!picture) throw new ProblemError('picture.blank', { file: file.name });
    useChoice.setState({ picture });
  } catch (error) {
    notify(toProblem(error));
  }
}

async function pixelsOf(file: File): Promise<Pixels> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new ProblemError('picture.unreadable', { file: file.name });
  });
  const scale = Math.min(1, LARGEST / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((n) => Math.max(1, Math.round(scale * n)));
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new ProblemError('picture.unreadable', { file: file.name });
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return context.getImageData(0, 0, width, height);
}
