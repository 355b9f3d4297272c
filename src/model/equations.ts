/**
 * What a model makes small, as data: one equation for models with one objective, one a player for those
 * that play against each other. Which numbers stand beneath is said by name (`Term`, `Weight`); how signs are
 * set is the view's affair. `program.ts` is what is really computed; the test holds the two together.
 */
import type { Term, Weight } from './program';
import type { Hyper, ModelSpec } from './spec';

/** A sign of mathematics: MathML's elements, as data. */
export type Sign =
  | { tag: 'mi' | 'mo' | 'mn'; text: string }
  | { tag: 'mrow' | 'msub' | 'msup' | 'munder' | 'mfrac' | 'mover'; of: readonly Sign[] };

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

const i = (text: string): Sign => ({ tag: 'mi', text });
const o = (text: string): Sign => ({ tag: 'mo', text });
const n = (text: string): Sign => ({ tag: 'mn', text });
const row = (...of: Sign[]): Sign => ({ tag: 'mrow', of });
const sub = (base: Sign, below: Sign): Sign => ({ tag: 'msub', of: [base, below] });
const hat = (text: string): Sign => ({ tag: 'mover', of: [i(text), o('^')] });
const HALF: Sign = { tag: 'mfrac', of: [n('1'), n('2')] };

/** f(a, b | given). */
function applied(f: string, args: readonly Sign[], given: readonly Sign[] = []): Sign[] {
  const list = (signs: readonly Sign[]) => signs.flatMap((s, at) => (at > 0 ? [o(','), s] : [s]));
  return [i(f), o('('), ...list(args), ...(given.length > 0 ? [o('|'), ...list(given)] : []), o(')')];
}

/** ½ ‖a − b‖². */
const halfSquare = (...inside: Sign[]): Sign[] => [
  HALF,
  { tag: 'msup', of: [row(o('‖'), ...inside, o('‖')), n('2')] },
];
const minusLog = (...of: Sign[]): Sign[] => [o('−'), i('log'), ...of];

const piece = (
  concept: Term,
  signs: readonly Sign[],
  { weight = 'one', live = true, clamped = false }: Partial<Pick<Piece, 'weight' | 'live' | 'clamped'>> = {},
): Piece => {
  const minus = signs[0].tag === 'mo' && signs[0].text === '−';
  return { concept, live, weight, clamped, minus, signs: minus ? signs.slice(1) : signs };
};
const loss = (below: string | null): readonly Sign[] => [below === null ? i('L') : sub(i('L'), i(below))];

/** What a discriminator believes, in the signs of its own equation: of what is real to it, and of what is not. */
export function beliefSymbols({ family, condition }: ModelSpec): { dReal: string; dFake: string } {
  if (family === 'aae') return { dReal: 'D(z)', dFake: 'D(E(x))' };
  if (family === 'vaegan') return { dReal: 'D(x)', dFake: 'D(x̂), D(G(z))' };
  return condition === 'label'
    ? { dReal: 'D(x|y)', dFake: 'D(G(z|y)|y)' }
    : { dReal: 'D(x)', dFake: 'D(G(z))' };
}

export function equationsOf(spec: ModelSpec, hyper: Hyper): readonly Equation[] {
  const y = spec.condition === 'label' ? [i('y')] : [];
  /** What the encoder sees. */
  const seen: Sign = spec.corruption === 'none' ? i('x') : { tag: 'mover', of: [i('x'), o('~')] };
  const drawn = applied('G', [i('z')], y);
  const judged = (what: readonly Sign[]) => applied('D', [row(...what)], y);
  const fooled = (what: readonly Sign[]) =>
    hyper.ganLoss === 'minimax'
      ? [i('log'), o('('), n('1'), o('−'), ...judged(what), o(')')]
      : minusLog(...judged(what));
  const told = (real: readonly Sign[], ...fakes: (readonly Sign[])[]) => [
    ...minusLog(...judged(real)),
    ...fakes.flatMap((fake) => minusLog(o('('), n('1'), o('−'), ...judged(fake), o(')'))),
  ];
  const discriminator = (signs: readonly Sign[]): Equation => ({
    side: 'discriminator',
    left: { term: null, signs: loss('D') },
    pieces: [piece('discriminator', signs)],
  });

  switch (spec.family) {
    case 'pca':
      return [
        {
          side: 'closed',
          left: {
            term: 'total',
            signs: [{ tag: 'munder', of: [i('min'), row(i('m'), o(','), i('V'))] }],
          },
          pieces: [
            piece(
              'recon',
              halfSquare(
                ...[i('x'), o('−'), i('m'), o('−'), i('V'), { tag: 'msup', of: [i('V'), i('T')] } as const],
                ...[o('('), i('x'), o('−'), i('m'), o(')')],
              ),
            ),
          ],
        },
      ];
    case 'ae':
    case 'vae':
      return [
        {
          side: 'model',
          left: { term: 'total', signs: loss(null) },
          pieces: [
            piece('recon', reconstruction(spec, spec.family === 'ae' ? seen : null, y)),
            ...(spec.family === 'vae'
              ? [piece('kl', divergence(seen, y, hyper), { weight: 'beta', clamped: hyper.freeBits > 0 })]
              : []),
            ...(spec.penalty === 'none' ? [] : [piece('penalty', penaltyOf(spec), { weight: 'penalty' })]),
          ],
        },
      ];
    case 'made':
      return [
        {
          side: 'model',
          left: { term: null, signs: loss(null) },
          pieces: [
            piece('nll', [
              o('−'),
              sub(o('∑'), i('i')),
              i('log'),
              ...applied('p', [sub(i('x'), i('i'))], [sub(i('x'), row(o('<'), i('i')))]),
            ]),
          ],
        },
      ];
    case 'gan':
      return [
        discriminator(told([i('x')], drawn)),
        {
          side: 'generator',
          left: { term: null, signs: loss('G') },
          pieces: [piece('generator', fooled(drawn))],
        },
      ];
    case 'aae': {
      const code = applied('E', [i('x')], y);
      return [
        {
          side: 'autoencoder',
          left: { term: null, signs: loss('AE') },
          pieces: [
            piece('recon', reconstruction(spec, null, y)),
            piece('generator', bracketed(fooled(code)), { weight: 'penalty' }),
          ],
        },
        discriminator(told([i('z')], code)),
      ];
    }
    case 'vaegan': {
      const likeness = halfSquare(...applied('f', [i('x')]), o('−'), ...applied('f', [hat('x')]));
      return [
        {
          side: 'encoder',
          left: { term: null, signs: loss('E') },
          pieces: [
            piece('kl', divergence(seen, y, hyper), { weight: 'beta', clamped: hyper.freeBits > 0 }),
            piece('feature', likeness),
          ],
        },
        {
          side: 'generator',
          left: { term: null, signs: loss('G') },
          pieces: [
            piece('feature', likeness, { weight: 'gamma', live: false }),
            piece('generator', summed(fooled([hat('x')]), fooled(drawn))),
          ],
        },
        discriminator(told([i('x')], [hat('x')], drawn)),
        {
          side: 'watched',
          left: null,
          pieces: [piece('recon', reconstruction(spec, null, y), { weight: 'none' })],
        },
      ];
    }
    default:
      return spec.family satisfies never;
  }
}

/** What a weight stands before: in brackets, where it begins with a minus. */
const bracketed = (signs: readonly Sign[]): readonly Sign[] =>
  signs[0].tag === 'mo' && signs[0].text === '−' ? [o('('), ...signs, o(')')] : signs;

/** The second one follows with its own minus, or with a plus. */
const summed = (a: readonly Sign[], b: readonly Sign[]): readonly Sign[] =>
  b[0].tag === 'mo' ? [...a, ...b] : [...a, o('+'), ...b];

/** Of x, given the code; `from`: what the code is computed from, where that is to be said. */
function reconstruction(spec: ModelSpec, from: Sign | null, y: readonly Sign[]): Sign[] {
  const code = from && spec.corruption !== 'none' ? row(i('z'), o('('), from, o(')')) : i('z');
  if (spec.likelihood === 'bernoulli') return minusLog(...applied('p', [i('x')], [code, ...y]));
  const told =
    code.tag === 'mi' && y.length === 0 ? [] : [o('('), code, ...y.flatMap((s) => [o(','), s]), o(')')];
  return halfSquare(i('x'), o('−'), hat('x'), ...told);
}

/** KL(q(z | x) ‖ p(z)); with free bits (Kingma et al. 2016) each coordinate counts as those at least. */
function divergence(seen: Sign, y: readonly Sign[], { freeBits }: Hyper): Sign[] {
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

function penaltyOf({ penalty }: ModelSpec): Sign[] {
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
