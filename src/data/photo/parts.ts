/** Connected parts of ink, and which of them belong to one sign. */

export interface Box {
  left: number;
  top: number;
  /** Exclusive. */
  right: number;
  bottom: number;
}

export interface Part extends Box {
  /** The numbers of its components in `Components.of`. */
  members: number[];
}

export interface Components {
  /** The component of each pixel, from 1 on; 0 without ink. */
  of: Int32Array;
  /** Component n is at n − 1. */
  boxes: (Box & { size: number })[];
}

/** Pixels that touch, also at corners, are one component. */
export function componentsOf(ink: Uint8Array, width: number, height: number): Components {
  const of = new Int32Array(width * height);
  const boxes: Components['boxes'] = [];
  const stack: number[] = [];
  for (let start = 0; start < ink.length; start++) {
    if (!ink[start] || of[start]) continue;
    const box = { left: width, top: height, right: 0, bottom: 0, size: 0 };
    boxes.push(box);
    of[start] = boxes.length;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % width, Math.floor(at / width)];
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x + 1);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y + 1);
      box.size++;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          const next = v * width + u;
          if (!ink[next] || of[next]) continue;
          of[next] = boxes.length;
          stack.push(next);
        }
    }
  }
  return { of, boxes };
}

/** Smaller parts, of the picture's longer side, are dirt; and larger ones lines of a grid, or the edge of the sheet. */
const LEAST = 0.012;
const MOST = 0.3;
/** Boxes that are nearer than this part of the usual sign's size belong together, such as an i and its dot. */
const NEAR = 0.12;
/** A dot above or below, if it lies over the sign: of the same. */
const ABOVE = 0.45;

/** The signs among components, in no order. */
export function signsAmong({ boxes }: Components, width: number, height: number): Part[] {
  const long = Math.max(width, height);
  const sizeOf = ({ left, right, top, bottom }: Box) => Math.max(right - left, bottom - top);
  const parts = boxes
    .map((box, i): Part => ({ ...box, members: [i + 1] }))
    .filter((part) => sizeOf(part) <= MOST * long && boxes[part.members[0] - 1].size > 4);
  const large = parts.map(sizeOf).filter((size) => size >= LEAST * long);
  const usual = large.sort((a, b) => a - b)[large.length >> 1] ?? 0;
  for (let merged = true; merged; ) {
    merged = false;
    for (let i = 0; i < parts.length; i++)
      for (let j = parts.length - 1; j > i; j--)
        if (belong(parts[i], parts[j], usual)) {
          parts[i] = union(parts[i], parts[j]);
          parts.splice(j, 1);
          merged = true;
        }
  }
  return parts.filter((part) => sizeOf(part) >= Math.max(LEAST * long, usual / 3));
}

function belong(a: Box, b: Box, usual: number): boolean {
  const across = Math.max(a.left, b.left) - Math.min(a.right, b.right);
  const down = Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom);
  if (Math.max(across, down) <= NEAR * usual) return Math.max(...sidesOf(union(a, b))) <= 1.8 * usual;
  const narrower = Math.min(a.right - a.left, b.right - b.left);
  return (
    -across > 0.5 * narrower && down <= ABOVE * usual && Math.max(...sidesOf(union(a, b))) <= 1.5 * usual
  );
}

const sidesOf = ({ left, right, top, bottom }: Box) => [right - left, bottom - top];

const union = <T extends Box & { members?: number[] }>(a: T, b: T): Part => ({
  left: Math.min(a.left, b.left),
  right: Math.max(a.right, b.right),
  top: Math.min(a.top, b.top),
  bottom: Math.max(a.bottom, b.bottom),
  members: [...(a.members ?? []), ...(b.members ?? [])],
});
