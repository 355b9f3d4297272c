/**
 * Objectives as written equations, as data: one equation for models with one objective, one per network for
 * adversarial ones. The names (`Term`, `Weight`) link a piece to its recorded values; typesetting is up to
 * the view. What is computed is defined by a family's phases; a test checks that the two agree.
 */
import type { Term, Weight } from './operations';
import type { Hyper, ModelSpec } from './spec';

/** A sign of mathematics: MathML's elements, as data. */
export type Sign =
  | { tag: 'mi' | 'mo' | 'mn'; text: string }
  | { tag: 'mrow' | 'msub' | 'msup' | 'munder' | 'mfrac' | 'mover' | 'msqrt'; of: readonly Sign[] };

/** A term of an objective. */
export interface Piece {
  /** The term that it shows, which determines its colour and its name. */
  concept: Term;
  /** Whether its recorded value is shown below; a value that is shown elsewhere is not repeated. */
  live: boolean;
  weight: Weight;
  signs: readonly Sign[];
  /** With free bits, the KL counts per coordinate as at least those, so it differs from the recorded KL. */
  clamped: boolean;
  /** Whether it is subtracted. */
  minus: boolean;
}

/**
 * What minimises it: the whole model, one network, a closed form, or nothing, where a loss is only measured.
 */
export type Side = 'model' | 'encoder' | 'generator' | 'discriminator' | 'autoencoder' | 'closed' | 'watched';

export interface Equation {
  side: Side;
  /** The objective's name, with its value where one is recorded; null where it is only measured. */
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

/** The encoder's input: x, or x̃ where it is corrupted. */
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

/** What a weight multiplies: in brackets if it starts with a minus. */
export const bracketed = (signs: readonly Sign[]): readonly Sign[] =>
  signs[0].tag === 'mo' && signs[0].text === '−' ? [o('('), ...signs, o(')')] : signs;

/** a + b, or a − … where b starts with a minus of its own. */
export const summed = (a: readonly Sign[], b: readonly Sign[]): readonly Sign[] =>
  b[0].tag === 'mo' ? [...a, ...b] : [...a, o('+'), ...b];

/** Of x, given the code; `from`: what the code is computed from, if that is shown. */
export function reconstruction(spec: ModelSpec, from: Sign | null, y: readonly Sign[]): Sign[] {
  const code = from && spec.corruption !== 'none' ? row(i('z'), o('('), from, o(')')) : i('z');
  if (spec.likelihood === 'bernoulli') return minusLog(...applied('p', [i('x')], [code, ...y]));
  const given =
    code.tag === 'mi' && y.length === 0 ? [] : [o('('), code, ...y.flatMap((s) => [o(','), s]), o(')')];
  return halfSquare(i('x'), o('−'), hat('x'), ...given);
}

/** KL(q(z | x) ‖ p(z)); with free bits (Kingma et al. 2016) each coordinate counts as at least those. */
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
