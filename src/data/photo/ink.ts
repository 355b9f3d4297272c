/**
 * Ink on photographed paper: what is darker than the paper around it, whatever the light. The mean of a window serves as
 * the paper (Bradley & Roth 2007), since a shadow changes slowly and a stroke does not.
 */

/** One byte a pixel, row by row: 0 black. */
export interface Grey {
  width: number;
  height: number;
  values: Uint8Array;
}

/** Half the window, as a part of the picture's longer side: larger than a stroke is wide, smaller than a shadow. */
const HALF_WINDOW = 1 / 16;
/** Ink is darker than this part of the mean around it. */
const DARKER = 0.82;

/** For each pixel 1 where there is ink. A picture of light ink on a dark ground is read the other way round. */
export function inkIn(picture: Grey): Uint8Array {
  const { width, height } = picture;
  const values = isDark(picture) ? picture.values.map((value) => 255 - value) : picture.values;
  const sums = integral(values, width, height);
  const half = Math.max(4, Math.round(HALF_WINDOW * Math.max(width, height)));
  const ink = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [Math.max(0, y - half), Math.min(height, y + half + 1)];
    for (let x = 0; x < width; x++) {
      const [left, right] = [Math.max(0, x - half), Math.min(width, x + half + 1)];
      const at = (column: number, row: number) => sums[row * (width + 1) + column];
      const sum = at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
      const mean = sum / ((right - left) * (bottom - top));
      if (values[y * width + x] < DARKER * mean) ink[y * width + x] = 1;
    }
  }
  return ink;
}

/** Whether most of the picture's border is dark. */
function isDark({ width, height, values }: Grey): boolean {
  let [sum, count] = [0, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x += y === 0 || y === height - 1 ? 1 : Math.max(1, width - 1)) {
      sum += values[y * width + x];
      count++;
    }
  return sum < 80 * count;
}

/** Sums of all pixels above and to the left of each corner. */
function integral(values: Uint8Array, width: number, height: number): Float64Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += values[y * width + x];
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
    }
  }
  return sums;
}
