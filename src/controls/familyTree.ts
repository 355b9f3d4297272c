/**
 * The layout of the family tree and its lines: a tree from left to right, and an indented list from top to bottom where
 * there is no room for a tree. Pure; FamilyTree.tsx renders it.
 */
import { childrenOf } from '../experiment/members';
import { type Preset, presets } from '../experiment/presets';

export interface Place {
  preset: Preset;
  /** In the tree: generations from left to right; rows from top to bottom, in steps of ½. */
  column: number;
  row: number;
  /** In the list: position and depth of indentation. */
  index: number;
  depth: number;
}

export interface Line {
  from: string;
  to: string;
  /** An SVG path, in columns and rows of the tree, or in indents and rows of the list. */
  d: string;
  /** Whether the line comes from a second parent. */
  joins: boolean;
}

/** Share of each column that is left free for the lines, on its right. */
export const GUTTER = 0.12;

/** Every member in the order of the list: each is followed by its descendants. */
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
    // A root that is the second parent of another member is placed in the column before that member.
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

const parentLinks = presets.flatMap((p) => p.parents.map((from, i) => ({ from, to: p.id, joins: i > 0 })));

/** From the right edge of the parent, along the gutter beside it, to the left edge of the child. */
export const treeLines: readonly Line[] = parentLinks.map(({ from, to, joins }) => {
  const [a, b] = [at(from), at(to)];
  // Lines from second parents have a lane of their own.
  const gutter = a.column + 1 - GUTTER * (joins ? 0.25 : 0.5);
  const d = `M${a.column + 1 - GUTTER},${a.row + 0.5}H${gutter}V${b.row + 0.5}H${b.column}`;
  return { from, to, joins, d };
});

/** Down from below the parent, then right to the child. Lines from second parents are left out. */
export const listLines: readonly Line[] = parentLinks
  .filter(({ joins }) => !joins)
  .map(({ from, to, joins }) => {
    const [a, b] = [at(from), at(to)];
    return { from, to, joins, d: `M${a.depth + 0.5},${a.index + 0.9}V${b.index + 0.5}H${b.depth}` };
  });
