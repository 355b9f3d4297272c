import { describe, expect, it } from 'vitest';
import { nearestWithin, voteAt } from '../../math/nearestPoints';
import { fillNormal, Purpose } from '../../math/random';
import { HIDDEN } from './dots';
import { type Area, countVotes, strength } from './regions';

const AREA: Area = { left: -3, bottom: -2, cell: 0.5, columns: 12, rows: 8 };
const COUNT = 300;
const positions = new Float32Array(2 * COUNT);
fillNormal(positions, 7, Purpose.draws, 0);
const kinds = Uint8Array.from({ length: COUNT }, (_, i) => i % 3);

function countAll(area = AREA, which = kinds) {
  const counting = countVotes(positions, which, COUNT, area);
  let pieces = 1;
  while (counting.work(0, () => 0)) pieces++;
  return { ...counting.result, pieces };
}

describe('regions', () => {
  it('are the votes of the ten nearest codes at the centre of each cell, counted in pieces', () => {
    const { classes, shares, distances, pieces } = countAll();
    expect(pieces).toBe(AREA.rows);
    for (let place = 0; place < classes.length; place++) {
      const x = AREA.left + ((place % AREA.columns) + 0.5) * AREA.cell;
      const y = AREA.bottom + (Math.floor(place / AREA.columns) + 0.5) * AREA.cell;
      const vote = voteAt([x, y], positions, COUNT, kinds);
      expect(classes[place]).toBe(vote?.label);
      expect(shares[place]).toBeCloseTo((vote?.votes ?? 0) / 10, 6);
      const i = nearestWithin(positions, COUNT, x, y, 100, () => true);
      expect(distances[place]).toBeCloseTo(Math.hypot(positions[2 * i] - x, positions[2 * i + 1] - y), 5);
    }
  });

  it('are those of the visible classes only, and empty without any', () => {
    const shown = kinds.map((kind) => (kind === 1 ? 1 : HIDDEN));
    expect(new Set(countAll(AREA, shown).classes)).toEqual(new Set([1]));
    expect(countAll(AREA, shown).shares.every((share) => share === 1)).toBe(true);
    const unlabelled = countAll(
      AREA,
      kinds.map(() => 10),
    );
    expect(new Set(unlabelled.classes)).toEqual(new Set([HIDDEN]));
  });

  it('have a stronger colour where the vote is clear and codes are near, and some colour everywhere', () => {
    const cloud = { centre: [0, 0], extent: 2 } as const;
    expect(strength(1, 0, cloud)).toBe(1);
    expect(strength(0.4, 0, cloud)).toBeLessThan(strength(0.8, 0, cloud));
    expect(strength(1, 1, cloud)).toBeLessThan(strength(1, 0.2, cloud));
    expect(strength(1, 50, cloud)).toBeGreaterThan(0.2);
  });
});
