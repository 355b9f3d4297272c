import { describe, expect, it } from 'vitest';
import { createTileStore } from './tileStore';

const tiles = (column: number, row: number, columns = 4, rows = 3) => ({ column, row, columns, rows });
const none = () => {};

describe('tile store', () => {
  it('keeps tiles that stay in view when it moves, and frees the cells of the others', () => {
    const store = createTileStore(4, 3);
    store.want(tiles(-2, -1), none);
    for (const { column, row } of store.outdated(1)) store.set(column, row, 1);
    expect(store.outdated(1)).toEqual([]);
    const freed: number[] = [];
    store.want(tiles(-1, -1), (place) => freed.push(place));
    expect(store.versionOf(-1, 0)).toBe(1);
    expect(store.versionOf(-2, 0)).toBe(0);
    expect(store.versionOf(2, 0)).toBe(0);
    expect(freed).toHaveLength(3);
    expect(store.outdated(1).map(({ column }) => column)).toEqual([2, 2, 2]);
  });

  it('no two wanted tiles share a cell', () => {
    const store = createTileStore(5, 4);
    for (const [column, row] of [
      [-7, -3],
      [-3, 2],
      [11, -1],
    ]) {
      store.want(tiles(column, row, 5, 4), none);
      const places = store.outdated(9).map((tile) => store.set(tile.column, tile.row, 9));
      expect(new Set(places).size).toBe(20);
      expect(Math.min(...places)).toBe(0);
      expect(Math.max(...places)).toBe(19);
    }
  });

  it('missing tiles come first, from the centre outwards', () => {
    const store = createTileStore(5, 5);
    store.want(tiles(0, 0, 5, 5), none);
    expect(store.outdated(1)[0]).toEqual({ column: 2, row: 2 });
    store.set(2, 2, 1);
    store.set(0, 0, 2);
    const order = store.outdated(2);
    expect(order).toHaveLength(24);
    expect(order.at(-1)).toEqual({ column: 2, row: 2 });
  });

  it('unwanted tiles have no cell', () => {
    const store = createTileStore(4, 3);
    store.want(tiles(0, 0), none);
    expect(store.set(9, 0, 1)).toBe(-1);
    expect(store.holds(tiles(0, 0, 5, 3))).toBe(false);
  });
});
