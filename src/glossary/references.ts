/** Texts with links to other entries: `[words](id)`. */
import type { TermId } from '../i18n/en/glossary';

export type Piece = string | { text: string; id: TermId };

/** Does not check whether the ids exist; a test does. */
export function piecesOf(text: string): Piece[] {
  const parts = text.split(/\[([^\]]+)\]\(([\w-]+)\)/);
  const pieces: Piece[] = [];
  for (let at = 0; at < parts.length; at += 3) {
    if (parts[at] !== '') pieces.push(parts[at]);
    if (at + 2 < parts.length) pieces.push({ text: parts[at + 1], id: parts[at + 2] as TermId });
  }
  return pieces;
}
