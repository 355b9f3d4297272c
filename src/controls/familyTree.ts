/**
 * The family of models in groups by what they are for, each group as a tree: a member is followed by those that differ
 * from it in one respect. Pure; FamilyTree.tsx renders it.
 */
import { configOf } from '../experiment/members';
import { type Preset, presets } from '../experiment/presets';
import { specOf } from '../experiment/specOf';
import { hasEncoder, hasPrior } from '../model/predicates';

export type Question = 'compress' | 'generate' | 'both' | 'labels';

export interface Member {
  preset: Preset;
  /** Members of the same group that have it as their first parent. */
  children: readonly Member[];
}

export interface Group {
  question: Question;
  /** Members whose first parent is not in this group. */
  roots: readonly Member[];
}

/**
 * Conditional models are in the group with labels. Of the others, models without an encoder generate, those with an
 * encoder compress, and those with an encoder and a prior do both.
 */
export function questionOf(preset: Preset): Question {
  const spec = specOf(configOf(preset));
  if (spec.condition === 'label') return 'labels';
  if (!hasEncoder(spec)) return 'generate';
  return hasPrior(spec) ? 'both' : 'compress';
}

/** In this order the two columns are about as long as each other. */
const ORDER: readonly Question[] = ['compress', 'labels', 'generate', 'both'];

export const groups: readonly Group[] = ORDER.map((question) => {
  const members = presets.filter((preset) => questionOf(preset) === question);
  const within = (id: string | undefined) => members.some((member) => member.id === id);
  const memberOf = (preset: Preset): Member => ({
    preset,
    children: members.filter(({ parents }) => parents[0] === preset.id).map(memberOf),
  });
  return { question, roots: members.filter(({ parents }) => !within(parents[0])).map(memberOf) };
});

/** Two columns of about the same height. */
export const columns: readonly (readonly Group[])[] = [groups.slice(0, 2), groups.slice(2)];
