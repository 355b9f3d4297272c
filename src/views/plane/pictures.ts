/**
 * Test images in place of their dots, when the plane is zoomed in so far that they have room. Drawn images are kept on
 * one sheet, since they are needed in every frame of a movement.
 */

import type { ImageSet } from '../../data/images';
import { type ImageForm, imageSize } from '../../experiment/dataShape';
import { channels, type Palette } from '../../ui/palette';

/** Size of a picture with its frame, and width of the frame, in units (see `unit.ts`). */
export const PICTURE = { size: 32, frame: 2 };
/** With more points in view than this, pictures would cover their neighbours. */
export const MOST_PICTURED = 300;

const COLUMNS = 20;

export interface Pictures {
  /** Draws image `i` of a set around a place, framed in `colour`. */
  draw(
    context: CanvasRenderingContext2D,
    set: ImageSet,
    i: number,
    px: number,
    py: number,
    colour: string,
  ): void;
}

export function createPictures(colours: Palette): Pictures {
  const sheet = document.createElement('canvas');
  const paint = sheet.getContext('2d');
  let image = new ImageData(1, 1);
  const paper = channels(colours.paper);
  const ink = channels(colours.ink);
  /** The cell of the sheet for each image; the oldest image is replaced when all cells are in use. */
  const places = new Map<number, number>();
  let of: Uint8Array | null = null;

  function startOver({ side }: ImageForm): void {
    places.clear();
    sheet.width = COLUMNS * side;
    sheet.height = (MOST_PICTURED / COLUMNS) * side;
    image = new ImageData(side, side);
  }

  function placeOf(set: ImageSet, i: number): number {
    const { images, side, channels: numbers } = set;
    if (of !== images) startOver(set);
    of = images;
    const known = places.get(i);
    if (known !== undefined) return known;
    let place = places.size;
    if (place === MOST_PICTURED) {
      const [oldest] = places;
      place = oldest[1];
      places.delete(oldest[0]);
    }
    places.set(i, place);
    const start = i * imageSize(set);
    for (let p = 0; p < side * side; p++) {
      for (let c = 0; c < 3; c++) {
        const level = images[start + (numbers === 1 ? p : 3 * p + c)];
        image.data[4 * p + c] = numbers === 1 ? paper[c] + (level / 255) * (ink[c] - paper[c]) : level;
      }
      image.data[4 * p + 3] = 255;
    }
    paint?.putImageData(image, (place % COLUMNS) * side, Math.floor(place / COLUMNS) * side);
    return place;
  }

  return {
    draw(context, set, i, px, py, colour) {
      const place = placeOf(set, i);
      const { side } = set;
      const { size, frame } = PICTURE;
      // On whole pixels of the screen, so that neither frame nor image is blurred.
      const { a: density } = context.getTransform();
      const [x, y] = [px, py].map((middle) => Math.round((middle - size / 2) * density) / density);
      context.fillStyle = colour;
      context.fillRect(x, y, size, size);
      context.drawImage(
        sheet,
        (place % COLUMNS) * side,
        Math.floor(place / COLUMNS) * side,
        side,
        side,
        x + frame,
        y + frame,
        size - 2 * frame,
        size - 2 * frame,
      );
    },
  };
}
