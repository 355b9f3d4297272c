/** The objectives of a TensorFlow.js program: what its phases compute, as chains of methods. */
import type { Layer } from '../../model/layout';
import type { Expression, NamedLoss, PhaseProgram, Statement } from './program';
import { indent } from './python';
import { factorOf, type Printed } from './settings';

/** f′ of an activation, from its output. */
const SLOPES: Record<NonNullable<Layer['activation']>, (h: string) => string> = {
  relu: (h) => `${h}.greater(0).toFloat()`,
  leakyRelu: (h) => `tf.where(${h}.greater(0), 1, 0.01)`,
  tanh: (h) => `tf.sub(1, ${h}.square())`,
  elu: (h) => `tf.where(${h}.greater(0), tf.onesLike(${h}), ${h}.add(1))`,
  sigmoid: (h) => `${h}.mul(tf.sub(1, ${h}))`,
};

export const block = (head: string, lines: readonly string[]): string[] => [
  '',
  `${head} {`,
  ...indent(lines, 2),
  '}',
];
export const camel = (name: string): string =>
  name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
const read = (e: Expression): string =>
  typeof e === 'string' ? camel(e) : `tf.concat([${e.stack.map(read).join(', ')}])`;
/** What every objective needs. */
export const argumentsOf = ({ model, stepped }: Printed): string[] => [
  'x',
  ...(model.spec.condition === 'none' ? [] : ['y']),
  ...(stepped ? ['step'] : []),
];

function statement({ spec }: Printed['model'], s: Statement): string[] {
  switch (s.does) {
    case 'corrupt':
      return {
        none: [],
        gaussian: ['const noisy = x.add(tf.randomNormal(x.shape).mul(NOISE));'],
        masking: ['const noisy = tf.where(tf.randomUniform(x.shape).less(NOISE), tf.zerosLike(x), x);'],
        saltPepper: [
          'const u = tf.randomUniform(x.shape);',
          'const paper = tf.where(u.less(NOISE / 2), tf.zerosLike(x), x);',
          'const noisy = tf.where(u.greater(1 - NOISE / 2), tf.onesLike(x), paper);',
        ],
      }[spec.corruption];
    case 'draw':
      return [`const ${s.to} = tf.randomNormal([x.shape[0], LATENT]);`];
    case 'call': {
      const to = s.to.map(camel);
      const result = `${s.network.name}(${s.from.map(read).join(', ')})`;
      return [`const ${to.length === 1 ? to[0] : `[${to.join(', ')}]`} = ${result};`];
    }
    case 'sample':
      return [`const ${s.to} = ${camel(s.mu)}.add(${camel(s.logVar)}.div(2).exp().mul(${s.epsilon}));`];
    case 'pixels':
      return [
        `const ${s.to} = ${spec.likelihood === 'bernoulli' ? `tf.sigmoid(${read(s.from)})` : read(s.from)};`,
      ];
    default:
      return s satisfies never;
  }
}

function lossLines({ model, hyper }: Printed, { name, loss, reads }: NamedLoss): string[] {
  const [a, b] = reads.map(read);
  switch (loss.loss) {
    case 'recon':
      return [
        model.spec.likelihood === 'bernoulli'
          ? `const ${name} = tf.softplus(${a}).sub(${a}.mul(${b})).sum(1).mean();`
          : `const ${name} = ${a}.sub(${b}).square().sum(1).mean().mul(0.5);`,
      ];
    case 'kl':
      return [
        `const each = ${b}.exp().add(${a}.square()).sub(1).sub(${b}).mul(0.5);`,
        `const ${name} = each.sum(1).mean();`,
        ...(hyper.freeBits > 0 ? [`const counted_${name} = each.mean(0).maximum(FREE_BITS).sum();`] : []),
      ].map((line) => line.replace('counted_kl', 'countedKl'));
    case 'penalty':
      return {
        none: [],
        l1: [`const penalty = ${a}.abs().sum(1).mean();`],
        l2: [`const penalty = ${a}.square().sum(1).mean().mul(0.5);`],
        sparsity: [
          `const mean = ${a}.mean(0).clipByValue(1e-6, 1 - 1e-6);`,
          'const on = tf.div(SPARSITY, mean).log().mul(SPARSITY);',
          'const off = tf.div(1 - SPARSITY, tf.sub(1, mean)).log().mul(1 - SPARSITY);',
          'const penalty = on.add(off).sum();',
        ],
      }[model.spec.penalty];
    case 'contraction':
      return [
        `const slope = ${loss.layer.activation ? SLOPES[loss.layer.activation](a) : `tf.onesLike(${a})`};`,
        `const norms = params['${loss.layer.name}.weight'].square().sum(0);`,
        `const penalty = slope.square().mul(norms).sum(1).mean(); // ‖∂${a}/∂x‖²`,
      ];
    case 'adversarial': {
      const parts = loss.roles.map((role, i) => (role ? `${role}${i || ''}` : ''));
      const terms = loss.roles.flatMap((role, i) => {
        if (!role) return [];
        const s = parts.length === 1 ? a : parts[i];
        if (role === 'fake') return [`tf.softplus(${s}).mean()`];
        return role === 'fool' && hyper.ganLoss === 'minimax'
          ? [`tf.softplus(${s}).mean().neg()`]
          : [`tf.softplus(${s}.neg()).mean()`];
      });
      const [first, ...others] = terms;
      return [
        ...(parts.length === 1 ? [] : [`const [${parts.join(', ')}] = tf.split(${a}, ${parts.length});`]),
        `const ${name} = ${first}${others.map((term) => `.add(${term})`).join('')};`,
      ];
    }
    case 'feature':
      return [
        `const parts = tf.split(${a}, ${loss.features.stack});`,
        '// A constant for the gradient.',
        `const real = tf.customGrad((own) => ({ value: own.clone(), gradFunc: (dy) => tf.zerosLike(dy) }))(parts[${loss.like}]);`,
        `const ${name} = parts[${loss.of}].sub(real).square().sum(1).mean().mul(0.5);`,
      ];
    default:
      return loss satisfies never;
  }
}

export function objective(
  printed: Printed,
  { name, statements, losses }: Omit<PhaseProgram, 'phase'>,
): string[] {
  const terms = losses.flatMap(({ name: own, loss }) => {
    const factor = factorOf(loss.weight, printed.stepped);
    if (factor === null) return [];
    const counted = loss.loss === 'kl' && printed.hyper.freeBits > 0 ? 'countedKl' : own;
    return [factor ? `${counted}.mul(${factor})` : counted];
  });
  const [first, ...others] = terms;
  const total = `${first}${others.map((term) => `.add(${term})`).join('')}`;
  const named = losses.filter(({ loss }) => loss.term).map(({ name: own }) => own);
  return [
    '',
    '/** What is minimised, in nats per image, and the losses by name. */',
    ...block(`function ${camel(name)}(${argumentsOf(printed).join(', ')})`, [
      ...statements.flatMap((one) => statement(printed.model, one.statement)),
      ...losses.flatMap((loss) => lossLines(printed, loss)),
      `return { total: ${total}, losses: { ${named.join(', ')} } };`,
    ]).slice(1),
  ];
}
