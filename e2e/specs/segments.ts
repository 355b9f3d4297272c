/** Signs of many classes, drawn by the tests: each class is a pattern of seven strokes, drawn by an unsteady hand. */
const SIDE = 28;
/** From the top left of a cell of 2 × 1 squares: the strokes of a seven-segment display. */
const STROKES = [
  [0, 0, 1, 0],
  [0, 0, 0, 1],
  [1, 0, 1, 1],
  [0, 1, 1, 1],
  [0, 1, 0, 2],
  [1, 1, 1, 2],
  [0, 2, 1, 2],
];
/** The first patterns of at least three strokes. */
const PATTERNS = Array.from({ length: 128 }, (_, bits) => bits).filter(
  (bits) => STROKES.filter((_, i) => bits & (1 << i)).length >= 3,
);

/** `count` images, 784 bytes each, of `classes` classes one after the other, and their labels. */
export function segmentSigns(count: number, classes: number): { images: Uint8Array; labels: Uint8Array } {
  const images = new Uint8Array(count * SIDE * SIDE);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % classes);
  let state = 1;
  const unsteady = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32 - 0.5) * 2;
  };
  for (let n = 0; n < count; n++) {
    const bits = PATTERNS[labels[n]];
    const [left, top, slant] = [9 + unsteady(), 5 + unsteady(), unsteady()];
    STROKES.forEach(([x0, y0, x1, y1], i) => {
      if (!(bits & (1 << i))) return;
      for (let t = 0; t <= 1; t += 0.05) {
        const cy = top + 9 * (y0 + t * (y1 - y0));
        const cx = left + 9 * (x0 + t * (x1 - x0)) - slant * (cy / SIDE - 0.5) * 2;
        for (let y = Math.floor(cy) - 1; y <= cy + 2; y++)
          for (let x = Math.floor(cx) - 1; x <= cx + 2; x++) {
            const ink = 255 * Math.max(0, Math.min(1, 1.8 - Math.hypot(x - cx, y - cy)));
            const at = (n * SIDE + y) * SIDE + x;
            images[at] = Math.max(images[at], ink);
          }
      }
    });
  }
  return { images, labels };
}
