/** A text whose words in `[words](entry)` open the glossary. */
import { type Piece, piecesOf } from '../../glossary/references';
import { Term } from '../../glossary/Term';

/** What must not be separated from the word before it, or after it. */
const CLOSING = /^[.,:;)’，。：；）]+s?/;
const OPENING = /[（(]$/;

const plain = (piece: Piece | undefined) => (typeof piece === 'string' ? piece : '');

export function Linked({ children }: { children: string }) {
  const pieces = piecesOf(children);
  return pieces.map((piece, i) => {
    if (typeof piece === 'string') {
      const rest = i > 0 ? piece.replace(CLOSING, '') : piece;
      return i < pieces.length - 1 ? rest.replace(OPENING, '') : rest;
    }
    // A line may begin or end at a button, even between a word and its punctuation.
    return (
      <span key={piece.id} style={{ whiteSpace: 'nowrap' }}>
        {OPENING.exec(plain(pieces[i - 1]))?.[0]}
        <Term id={piece.id}>{piece.text}</Term>
        {CLOSING.exec(plain(pieces[i + 1]))?.[0]}
      </span>
    );
  });
}
