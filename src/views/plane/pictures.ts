/**
 * Test images in place of their dots, when the plane is zoomed in so far that they have room. Drawn images are kept on
 * one sheet, since they are needed in every frame of a movement.
 */
import { IMAGE_SIDE, INPUT_SIZE } from '../../model/spec';
import { channels, type Palette } from '../../ui/palette';

/** Size of a picture with its frame, and width of the frame, in units (see `unit.ts`). */
export const PICTURE = { size: 32, frame: 2 };
/** With more points in view than this, pictures would cover their neighbours. */
export const MOST_PICTURED = 300;

const COLUMNS = 20;

export interface Pictures {
  /** Draws image `i` of `images` (784 bytes each) around a place, framed in `colour`. */
  draw(
    context: CanvasRenderingContext2D,
    images: Uint8Array,
    i: number,
    px: number,
    py: number,
    colour: string,
  ): void;
}

export function createPictures(colours: Palette): Pictures {
  const sheet = document.createElement('canvas');
  sheet.width = COLUMNS * IMAGE_SIDE;
  sheet.height = (MOST_PICTURED / COLUMNS) * IMAGE_SIDE;
  const paint = sheet.getContext('2d');
  const image = new ImageData(IMAGE_SIDE, IMAGE_SIDE);
  const paper = channels(colours.paper);
  const ink = channels(colours.ink);
  /** The cell of the sheet for each image; the oldest image is replaced when all cells are in use. */
  const places = new Map<number, number>();
  let of: Uint8Array | null = null;

  function placeOf(images: Uint8Array, i: number): number {
    if (of !== images) places.clear();
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
    for (let p = 0; p < INPUT_SIZE; p++) {
      const t = images[i * INPUT_SIZE + p] / 255;
      for (let c = 0; c < 3; c++) image.data[4 * p + c] = paper[c] + t * (ink[c] - paper[c]);
      image.data[4 * p + 3] = 255;
    }
    paint?.putImageData(image, (place % COLUMNS) * IMAGE_SIDE, Math.floor(place / COLUMNS) * IMAGE_SIDE);
    return place;
  }

  return {
    draw(context, images, i, px, py, colour) {
      const place = placeOf(images, i);
      const { size, frame } = PICTURE;
      // On whole pixels of the screen, so that neither frame nor image is blurred.
      const { a: density } = context.getTransform();
      const [x, y] = [px, py].map((middle) => Math.round((middle - size / 2) * density) / density);
      context.fillStyle = colour;
      context.fillRect(x, y, size, size);
      context.drawImage(
        sheet,
        (place % COLUMNS) * IMAGE_SIDE,
        Math.floor(place / COLUMNS) * IMAGE_SIDE,
        IMAGE_SIDE,
        IMAGE_SIDE,
        x + frame,
        y + frame,
        size - 2 * frame,
        size - 2 * frame,
      );
    },
  };
}
