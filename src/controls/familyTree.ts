/**
 * Where each member of the family stands, and the lines between them: as a tree from left to right, and as an
 * indented list from top to bottom where there is no room for one. Pure; FamilyTree.tsx draws it.
 */
import { childrenOf } from '../experiment/members';
import { type Preset, presets } from '../experiment/presets';

export interface Place {
  preset: Preset;
  /** In the tree: generations to the right; rows down, in halves. */
  column: number;
  row: number;
  /** In the list: its number, and how far it is indented. */
  index: number;
  depth: number;
}

export interface Line {
  from: string;
  to: string;
  /** An SVG path. Units: columns and rows of the tree, or indents and numbers of the list. */
  d: string;
  /** The line to a member from where another line of the family joins. */
  joins: boolean;
}

/** Share of a column that is left free for the lines, at its right. */
export const GUTTER = 0.12;

/** Every member in the order of the list: each with its descendants right below it. */
export const places: readonly Place[] = placed();
export const columns = 1 + Math.max(...places.map((p) => p.column));
export const rows = 1 + Math.max(...places.map((p) => p.row));

function placed(): Place[] {
  const found: Place[] = [];
  let nextRow = 0;
  const put = (preset: Preset, column: number, depth: number): Place => {
    const place: Place = { preset, column, row: 0, index: found.length, depth };
    found.push(place);
    const children = childrenOf(preset.id).map((child) => put(child, column + 1, depth + 1));
    place.row =
      children.length === 0 ? nextRow++ : Math.round(children[0].row + children[children.length - 1].row) / 2;
    return place;
  };
  for (const root of childrenOf()) {
    // A line of the family that only joins later begins just before the place where it does.
    const joined = found.filter((p) => p.preset.parents.includes(root.id)).map((p) => p.column);
    put(root, joined.length > 0 ? Math.max(0, Math.min(...joined) - 1) : 0, 0);
  }
  return found;
}

const at = (id: string): Place => {
  const place = places.find((p) => p.preset.id === id);
  if (!place) throw new Error(`${id} has no place`);
  return place;
};

const kinships = presets.flatMap((p) => p.parents.map((from, i) => ({ from, to: p.id, joins: i > 0 })));

/** From the right edge of the one, along the gutter beside it, to the left edge of the other. */
export const treeLines: readonly Line[] = kinships.map(({ from, to, joins }) => {
  const [a, b] = [at(from), at(to)];
  // Lines that join have a lane of their own.
  const gutter = a.column + 1 - GUTTER * (joins ? 0.25 : 0.5);
  const d = `M${a.column + 1 - GUTTER},${a.row + 0.5}H${gutter}V${b.row + 0.5}H${b.column}`;
  return { from, to, joins, d };
});

/** Down from under the one, then across to the other. A list has no room for the lines that join. */
export const listLines: readonly Line[] = kinships
  .filter(({ joins }) => !joins)
  .map(({ from, to, joins }) => {
    const [a, b] = [at(from), at(to)];
    return { from, to, joins, d: `M${a.depth + 0.5},${a.index + 0.9}V${b.index + 0.5}H${b.depth}` };
  });
