/**
 * The losses that are read out: shared by the table and the equation, so that both show the same step. `last`: the last
 * step with losses at the same moment.
 */
import { create } from 'zustand';
import type { ReadOut } from '../charts/readOut';

export const useReadOut = create<{ readOut: ReadOut | null; last: number | null }>(() => ({
  readOut: null,
  last: null,
}));
