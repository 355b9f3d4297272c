/** Strokes of the reader's hand on the plane. */

/** A stroke keeps at most this many points, so that it fits in a link. */
const MOST = 24;

/** At most 24 points of a stroke, equally far apart along it, the first and the last included. */
export function thinned(stroke: readonly (readonly [number, number])[]): [number, number][] {
  const along = [0];
  for (let i = 1; i < stroke.length; i++)
    along.push(along[i - 1] + Math.hypot(stroke[i][0] - stroke[i - 1][0], stroke[i][1] - stroke[i - 1][1]));
  const total = along[along.length - 1];
  if (stroke.length <= MOST || total === 0) return stroke.slice(0, MOST).map(([x, y]) => [x, y]);
  let at = 0;
  return Array.from({ length: MOST }, (_, n): [number, number] => {
    const wanted = (total * n) / (MOST - 1);
    while (at + 2 < along.length && along[at + 1] < wanted) at++;
    const width = along[at + 1] - along[at];
    const t = width > 0 ? Math.min(1, (wanted - along[at]) / width) : 0;
    const [a, b] = [stroke[at], stroke[at + 1]];
    return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
  });
}
