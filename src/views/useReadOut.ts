/**
 * The losses that are read out now: one state for the table and for the equation beside it, which name one step. `last`:
 * the last step that has losses, taken at the same moments.
 */
import { create } from 'zustand';
import type { ReadOut } from '../charts/readOut';

export const useReadOut = create<{ readOut: ReadOut | null; last: number | null }>(() => ({
  readOut: null,
  last: null,
}));
