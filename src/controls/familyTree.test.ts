import { expect, test } from 'vitest';
import { presets } from '../experiment/presets';
import { columns, type Group, groups, type Member, questionOf } from './familyTree';

const all = (members: readonly Member[]): Member[] =>
  members.flatMap((member) => [member, ...all(member.children)]);
const of = ({ roots }: Group) => all(roots).map(({ preset }) => preset.id);
const rowsOf = (column: readonly Group[]) => column.reduce((sum, group) => sum + of(group).length, 0);

test('every member is in exactly one group', () => {
  expect(groups.flatMap(of).toSorted()).toEqual(presets.map((p) => p.id).toSorted());
  expect(columns.flat()).toEqual(groups);
  for (const group of groups) expect(group.roots.length).toBeGreaterThan(0);
});

test('each group has the models that it is for', () => {
  const questions = Object.fromEntries(presets.map((preset) => [preset.id, questionOf(preset)]));
  expect(questions).toMatchObject({
    pca: 'compress',
    ae: 'compress',
    contractive: 'compress',
    gan: 'generate',
    made: 'generate',
    vae: 'both',
    aae: 'both',
    vaegan: 'both',
    cvae: 'labels',
    dcgan: 'generate',
    cgan: 'labels',
  });
});

test('within a group, every member is below its first parent', () => {
  for (const group of groups) {
    const ids = of(group);
    for (const { preset, children } of all(group.roots))
      for (const child of children) expect(child.preset.parents[0]).toBe(preset.id);
    for (const { preset } of group.roots) expect(ids).not.toContain(preset.parents[0]);
  }
});

test('the two columns have about the same length', () => {
  const [left, right] = columns.map(rowsOf);
  expect(Math.abs(left - right)).toBeLessThanOrEqual(3);
});

test('three members are marked to start with, one of each group without labels, in this order', () => {
  const marked = presets.filter(({ start }) => start !== undefined).toSorted((a, b) => a.start! - b.start!);
  expect(marked.map(({ start }) => start)).toEqual([1, 2, 3]);
  expect(marked.map(questionOf)).toEqual(['compress', 'both', 'generate']);
});
