/** The losses that are read out now: one state for the table and for the equation under it, which name one step. */
import { create } from 'zustand';
import type { ReadOut } from '../charts/readOut';

export const useReadOut = create<{ readOut: ReadOut | null }>(() => ({ readOut: null }));
