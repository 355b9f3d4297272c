/**
 * Objectives as they are written, as data: one equation for models with one objective, one a player for those
 * that play against each other. Which numbers stand beneath is said by name (`Term`, `Weight`); how signs are
 * typeset is left to the view. A family's phases are what is really computed; a test holds the two together.
 */
import type { Term, Weight } from './operations';
import type { Hyper, ModelSpec } from './spec';

/** A sign of mathematics: MathML's elements, as data. */
export type Sign =
  | { tag: 'mi' | 'mo' | 'mn'; text: string }
  | { tag: 'mrow' | 'msub' | 'msup' | 'munder' | 'mfrac' | 'mover' | 'msqrt'; of: readonly Sign[] };

/** A term of an objective. */
export interface Piece {
  /** What it is about, and so its colour and its name. */
  concept: Term;
  /** Whether its recorded value stands beneath; what is recorded elsewhere already is not repeated. */
  live: boolean;
  weight: Weight;
  signs: readonly Sign[];
  /** Free bits: what counts here is not the KL that is recorded, but each coordinate's as those at least. */
  clamped: boolean;
  /** Its sign in the sum. */
  minus: boolean;
}

/** Who makes it small: all of the model, a player, or nobody, where a loss is only measured. */
export type Side = 'model' | 'encoder' | 'generator' | 'discriminator' | 'autoencoder' | 'closed' | 'watched';

export interface Equation {
  side: Side;
  /** The objective's own name, with its value where one is recorded; null where it is only measured. */
  left: { term: Term | null; signs: readonly Sign[] } | null;
  pieces: readonly Piece[];
}

export const i = (text: string): Sign => ({ tag: 'mi', text });
export const o = (text: string): Sign => ({ tag: 'mo', text });
export const n = (text: string): Sign => ({ tag: 'mn', text });
export const row = (...of: Sign[]): Sign => ({ tag: 'mrow', of });
export const sub = (base: Sign, below: Sign): Sign => ({ tag: 'msub', of: [base, below] });
export const hat = (text: string): Sign => ({ tag: 'mover', of: [i(text), o('^')] });
const HALF: Sign = { tag: 'mfrac', of: [n('1'), n('2')] };

/** f(a, b | given). */
export function applied(f: string, args: readonly Sign[], given: readonly Sign[] = []): Sign[] {
  const list = (signs: readonly Sign[]) => signs.flatMap((s, at) => (at > 0 ? [o(','), s] : [s]));
  return [i(f), o('('), ...list(args), ...(given.length > 0 ? [o('|'), ...list(given)] : []), o(')')];
}

/** ½ ‖a − b‖². */
export const halfSquare = (...inside: Sign[]): Sign[] => [
  HALF,
  { tag: 'msup', of: [row(o('‖'), ...inside, o('‖')), n('2')] },
];
export const minusLog = (...of: Sign[]): Sign[] => [o('−'), i('log'), ...of];

export const piece = (
  concept: Term,
  signs: readonly Sign[],
  { weight = 'one', live = true, clamped = false }: Partial<Pick<Piece, 'weight' | 'live' | 'clamped'>> = {},
): Piece => {
  const minus = signs[0].tag === 'mo' && signs[0].text === '−';
  return { concept, live, weight, clamped, minus, signs: minus ? signs.slice(1) : signs };
};
export const loss = (below: string | null): readonly Sign[] => [
  below === null ? i('L') : sub(i('L'), i(below)),
];

/** y, where the model is conditional. */
export const labelOf = ({ condition }: ModelSpec): Sign[] => (condition === 'label' ? [i('y')] : []);

/** What the encoder sees: x, or x̃ where it is corrupted. */
export const seenOf = ({ corruption }: ModelSpec): Sign =>
  corruption === 'none' ? i('x') : { tag: 'mover', of: [i('x'), o('~')] };

/** G(z), or G(z, y). */
export const generated = (spec: ModelSpec): Sign[] => applied('G', [i('z')], labelOf(spec));

const discriminated = (spec: ModelSpec, what: readonly Sign[]) => applied('D', [row(...what)], labelOf(spec));

/** The generator's loss (Goodfellow et al. 2014): −log D(…), or log (1 − D(…)). */
export const fooling = (spec: ModelSpec, { ganLoss }: Hyper, what: readonly Sign[]): Sign[] =>
  ganLoss === 'minimax'
    ? [i('log'), o('('), n('1'), o('−'), ...discriminated(spec, what), o(')')]
    : minusLog(...discriminated(spec, what));

/** The discriminator's objective: −log D(real) − Σ log (1 − D(fake)). */
export function discriminatorEquation(
  spec: ModelSpec,
  real: readonly Sign[],
  ...fakes: (readonly Sign[])[]
): Equation {
  const signs = [
    ...minusLog(...discriminated(spec, real)),
    ...fakes.flatMap((fake) => minusLog(o('('), n('1'), o('−'), ...discriminated(spec, fake), o(')'))),
  ];
  return {
    side: 'discriminator',
    left: { term: null, signs: loss('D') },
    pieces: [piece('discriminator', signs)],
  };
}

/** What a weight multiplies: in brackets, where it begins with a minus. */
export const bracketed = (signs: readonly Sign[]): readonly Sign[] =>
  signs[0].tag === 'mo' && signs[0].text === '−' ? [o('('), ...signs, o(')')] : signs;

/** The second one follows with its own minus, or with a plus. */
export const summed = (a: readonly Sign[], b: readonly Sign[]): readonly Sign[] =>
  b[0].tag === 'mo' ? [...a, ...b] : [...a, o('+'), ...b];

/** Of x, given the code; `from`: what the code is computed from, where it is written. */
export function reconstruction(spec: ModelSpec, from: Sign | null, y: readonly Sign[]): Sign[] {
  const code = from && spec.corruption !== 'none' ? row(i('z'), o('('), from, o(')')) : i('z');
  if (spec.likelihood === 'bernoulli') return minusLog(...applied('p', [i('x')], [code, ...y]));
  const given =
    code.tag === 'mi' && y.length === 0 ? [] : [o('('), code, ...y.flatMap((s) => [o(','), s]), o(')')];
  return halfSquare(i('x'), o('−'), hat('x'), ...given);
}

/** KL(q(z | x) ‖ p(z)); with free bits (Kingma et al. 2016) each coordinate counts as those at least. */
export function divergence(seen: Sign, y: readonly Sign[], { freeBits }: Hyper): Sign[] {
  if (freeBits > 0) {
    return [
      sub(o('∑'), i('j')),
      i('max'),
      ...[o('('), n(String(freeBits)), o(','), sub(i('KL'), i('j')), o(')')],
    ];
  }
  const q = applied('q', [i('z')], [seen, ...y]);
  return [i('KL'), o('('), ...q, o('‖'), ...applied('p', [i('z')]), o(')')];
}

export function penaltyOf({ penalty }: ModelSpec): Sign[] {
  switch (penalty) {
    case 'l1':
      return [sub(row(o('‖'), i('z'), o('‖')), n('1'))];
    case 'l2':
      return halfSquare(i('z'));
    case 'sparsity':
      return [sub(o('∑'), i('j')), ...[i('KL'), o('('), i('ρ'), o('‖'), sub(hat('ρ'), i('j')), o(')')]];
    case 'none':
      return [];
    default:
      return penalty satisfies never;
  }
}
