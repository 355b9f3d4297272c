/** What the reader has chosen in this use, kept while other tabs are open. */
import { create } from 'zustand';
import type { OtherId } from './pools';

interface Choice {
  other: OtherId;
  /** Nats; null: that which 5% of the test images are above. */
  threshold: number | null;
  /** The picture that was dropped or opened, 784 bytes. */
  picture: Uint8Array | null;
}

export const useChoice = create<Choice>()(() => ({ other: 'inverted', threshold: null, picture: null }));
