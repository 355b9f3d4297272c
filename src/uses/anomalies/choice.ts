/** The reader's choices in this use, kept while other tabs are open. */
import { create } from 'zustand';
import type { OtherId } from './pools';

interface Choice {
  other: OtherId;
  /** Nats; null: exceeded by 5% of the test images. */
  threshold: number | null;
  /** The image of the file that was dropped or opened, 784 bytes. */
  picture: Uint8Array | null;
}

export const useChoice = create<Choice>()(() => ({ other: 'inverted', threshold: null, picture: null }));
