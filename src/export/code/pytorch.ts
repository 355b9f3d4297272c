/** The PyTorch program of a run. Its modules have the names of the tensors in the page's files. */
import { isConvolutional, type Layer } from '../../model/layout';
import { imagesOf, paddingOf } from './convolution';
import type { Network } from './program';
import {
  argumentsOf,
  BATCHES,
  constants,
  type Dialect,
  define,
  degrees,
  docstring,
  importsOf,
  indent,
  MAIN,
  objectiveBody,
  rateOf,
  readers,
  schedules,
  stepLines,
} from './python';
import { type CodeFile, type Printed, printedOf, type Subject } from './settings';

const ACTIVATIONS: Record<NonNullable<Layer['activation']>, string> = {
  relu: 'F.relu',
  leakyRelu: 'F.leaky_relu',
  tanh: 'torch.tanh',
  elu: 'F.elu',
  sigmoid: 'torch.sigmoid',
};

/** f′ of an activation, from its output. */
const SLOPES: Record<NonNullable<Layer['activation']>, (h: string) => string> = {
  relu: (h) => `(${h} > 0).float()`,
  leakyRelu: (h) => `torch.where(${h} > 0, 1.0, 0.01)`,
  tanh: (h) => `1 - ${h} ** 2`,
  elu: (h) => `torch.where(${h} > 0, torch.ones_like(${h}), ${h} + 1)`,
  sigmoid: (h) => `${h} * (1 - ${h})`,
};

const dialect: Dialect = {
  stack: (parts) => `torch.cat([${parts.join(', ')}])`,
  call: (network, inputs) => `model.${network}(${inputs.join(', ')})`,
  normal: () => 'torch.randn(len(x), LATENT)',
  corrupt: {
    gaussian: ['noisy = x + NOISE * torch.randn(x.shape)'],
    masking: ['noisy = torch.where(torch.rand(x.shape) < NOISE, torch.zeros_like(x), x)'],
    saltPepper: [
      'u = torch.rand(x.shape)',
      'noisy = torch.where(u < NOISE / 2, torch.zeros_like(x), x)',
      'noisy = torch.where(u > 1 - NOISE / 2, torch.ones_like(x), noisy)',
    ],
  },
  exp: (x) => `torch.exp(${x})`,
  sigmoid: (x) => `torch.sigmoid(${x})`,
  split: (x, count) => `${x}.chunk(${count})`,
  held: (x) => `${x}.detach()`,
  bernoulli: (output, x) => `F.binary_cross_entropy_with_logits(${output}, ${x}, reduction="sum") / len(x)`,
  gaussian: (output, x) => `0.5 * F.mse_loss(${output}, ${x}, reduction="sum") / len(x)`,
  kl: (mu, logVar) => `0.5 * (torch.exp(${logVar}) + ${mu} ** 2 - 1 - ${logVar})`,
  sumMean: (x) => `${x}.sum(1).mean()`,
  freeBits: (x) => `${x}.mean(0).clamp(min=FREE_BITS).sum()`,
  l1: (z) => `${z}.abs().sum(1).mean()`,
  l2: (z) => `0.5 * (${z} ** 2).sum(1).mean()`,
  sparsity: (z) => [
    `mean = ${z}.mean(0).clamp(1e-6, 1 - 1e-6)`,
    'on = SPARSITY * torch.log(SPARSITY / mean)',
    'off = (1 - SPARSITY) * torch.log((1 - SPARSITY) / (1 - mean))',
    'penalty = (on + off).sum()',
  ],
  contraction: (code, layer) => [
    `slope = ${layer.activation ? SLOPES[layer.activation](code) : `torch.ones_like(${code})`}`,
    `penalty = (slope ** 2 @ (${moduleOf(layer)}.weight ** 2).sum(1)).mean()  # ‖∂${code}/∂x‖²`.replace(
      'self',
      'model',
    ),
  ],
  softplus: (x) => `F.softplus(${x})`,
  mean: (x) => `${x}.mean()`,
  halfSquare: (a, b) => `0.5 * ((${a} - ${b}) ** 2).sum(1).mean()`,
  constants: (lines) => ['with torch.no_grad():', ...indent(lines)],
};

/** `encoder.0` is `self.encoder[0]`, `discriminator.logit` is `self.discriminator["logit"]`. */
function moduleOf({ name }: Layer): string {
  const [group, item] = name.split('.');
  if (item === undefined) return `self.${group}`;
  return `self.${group}[${group === 'discriminator' ? JSON.stringify(item) : item}]`;
}

function construction(layer: Layer, last: boolean): string {
  switch (layer.kind) {
    case 'dense':
      return `nn.Linear(${layer.inputs}, ${layer.outputs})`;
    case 'masked':
      return `MaskedLinear(${layer.inputs}, ${layer.outputs}${last ? ', last=True' : ''})`;
    case 'convolution': {
      const { before, after } = paddingOf(layer);
      const padding = before === after ? `, padding=${before}` : '';
      return `nn.Conv2d(${layer.shape.channels}, ${layer.shape.outChannels}, 4, stride=2${padding})`;
    }
    case 'transposedConvolution':
      return `nn.ConvTranspose2d(${layer.shape.channels}, ${layer.shape.outChannels}, 4, stride=2, padding=${paddingOf(layer).before})`;
    case 'upsampledConvolution':
      return `nn.Conv2d(${layer.shape.channels}, ${layer.shape.outChannels}, 3, padding=1)`;
    case 'groupNormalisation':
      return `nn.GroupNorm(${layer.normalised.groups}, ${layer.normalised.channels})`;
    default:
      return layer satisfies never;
  }
}

const MASKED = `

class MaskedLinear(nn.Linear):
    """A unit reads inputs of no higher degree than its own; an output pixel only those before it."""

    def __init__(self, inputs, outputs, last=False):
        super().__init__(inputs, outputs)
        own, below = degrees(outputs)[:, None], degrees(inputs)[None, :]
        mask = own > below if last else own >= below
        self.register_buffer("mask", torch.from_numpy(mask).float(), persistent=False)

    def forward(self, x):
        return F.linear(x, self.weight * self.mask, self.bias)`.split('\n');

function modelClass({ model, program }: Printed): string[] {
  const { layers } = model.layout;
  const groups = new Map<string, Layer[]>();
  for (const layer of layers) {
    const group = layer.name.split('.')[0];
    groups.set(group, [...(groups.get(group) ?? []), layer]);
  }
  const make = (layer: Layer) => construction(layer, layer === layers.at(-1));
  const modules = [...groups].flatMap(([group, members]) => {
    if (!members[0].name.includes('.')) return [`self.${group} = ${make(members[0])}`];
    const named = group === 'discriminator';
    const items = members.map((layer) => `${named ? `"${layer.name.split('.')[1]}": ` : ''}${make(layer)},`);
    const [open, close] = named ? ['nn.ModuleDict({', '})'] : ['nn.ModuleList([', '])'];
    return [`self.${group} = ${open}`, ...indent(items), close];
  });
  return [
    ...(layers.some(({ kind }) => kind === 'masked')
      ? [...degrees(layers.at(-1)?.outputs ?? 0), ...MASKED]
      : []),
    '',
    '',
    'class Model(nn.Module):',
    ...indent(['def __init__(self):', ...indent(['super().__init__()', ...modules])]),
    ...program.networks.flatMap((network) => ['', ...indent(method(network))]),
  ];
}

/** A network as a method. Convolutions have channels first; in between and in files, images have them last. */
function method({ name, inputs, steps, outputs }: Network): string[] {
  const lines: string[] = [];
  const [input] = inputs;
  if (inputs.length > 1) lines.push(`${input} = torch.cat([${inputs.join(', ')}], 1)`);
  const images = new Set<string>();
  for (const { layer, from, to } of steps) {
    let x = from ?? input;
    const read = imagesOf(layer);
    if (read) {
      const { side, channels } = read;
      if (!images.has(x)) {
        const view =
          channels === 1
            ? `view(-1, 1, ${side}, ${side})`
            : `view(-1, ${side}, ${side}, ${channels}).permute(0, 3, 1, 2)`;
        lines.push(`h = ${x}.${view}`);
        x = 'h';
      }
      if (layer.kind === 'convolution') {
        const { before, after } = paddingOf(layer);
        if (before !== after) lines.push(`h = F.pad(${x}, (${before}, ${after}, ${before}, ${after}))`);
      }
      if (layer.kind === 'upsampledConvolution') {
        const { outSide } = layer.shape;
        const cropped = outSide === 2 * side ? '' : `[:, :, :${outSide}, :${outSide}]`;
        lines.push(`h = F.interpolate(${x}, scale_factor=2)${cropped}`);
        x = 'h';
      }
    } else if (images.has(x)) {
      lines.push(`${x} = ${x}.permute(0, 2, 3, 1).flatten(1)`);
      images.delete(x);
    }
    let result = `${moduleOf(layer)}(${x})`;
    if (layer.kind === 'transposedConvolution') {
      const { outSide } = layer.shape;
      const { before, after } = paddingOf(layer);
      if (before !== after) result += `[:, :, :${outSide}, :${outSide}]`;
    }
    // Images of one channel are rows of pixels as they are.
    const flat = isConvolutional(layer) && layer.kind !== 'convolution' && layer.shape.outChannels === 1;
    const last = read && layer.name === 'output';
    if (flat) result += '.flatten(1)';
    else if (last) result += '.permute(0, 2, 3, 1).flatten(1)';
    if (layer.activation) result = `${ACTIVATIONS[layer.activation]}(${result})`;
    lines.push(`${to} = ${result}`);
    if (read && !flat && !last) images.add(to);
  }
  return [`def ${name}(self, ${inputs.join(', ')}):`, ...indent([...lines, `return ${outputs.join(', ')}`])];
}

function optimiser({ hyper, model }: Printed, layers: readonly Layer[]): string {
  const all = layers.length === model.layout.layers.length;
  const groups = [...new Set(layers.map(({ name }) => name.split('.')[0]))];
  const parameters = all
    ? 'model.parameters()'
    : `parameters(model, ${groups.map((group) => JSON.stringify(group)).join(', ')})`;
  switch (hyper.optimiser) {
    case 'adam':
      return `torch.optim.Adam(${parameters}, betas=(MOMENTUM, 0.999), eps=1e-8)`;
    case 'rmsprop':
      return `torch.optim.RMSprop(${parameters}, alpha=DECAY, eps=1e-8)`;
    case 'momentum':
      return `torch.optim.SGD(${parameters}, LEARNING_RATE, momentum=MOMENTUM)`;
    case 'sgd':
      return `torch.optim.SGD(${parameters}, LEARNING_RATE)`;
    default:
      return hyper.optimiser satisfies never;
  }
}

const load = (layers: readonly Layer[]): string[] => [
  '',
  '',
  'def load(model, path):',
  '    """Weights of a file from Latent Playground. It may also hold moments and losses, which are not read."""',
  '    arrays = read_safetensors(path)',
  '    state = {name: torch.tensor(arrays[name]) for name, _ in model.named_parameters()}',
  '    model.load_state_dict(state)',
  '',
  '',
  'def initialise(model):',
  '    """Uniform weights after Glorot & Bengio (2010), and biases of zero."""',
  '    for name, parameter in model.named_parameters():',
  `        if ${layers.some(({ kind }) => kind === 'groupNormalisation') ? 'parameter.dim() > 1' : 'name.endswith("weight")'}:`,
  '            nn.init.xavier_uniform_(parameter)',
  ...(layers.some(({ kind }) => kind === 'groupNormalisation')
    ? ['        elif name.endswith("weight"):', '            nn.init.ones_(parameter)  # scales']
    : []),
  '        else:',
  '            nn.init.zeros_(parameter)',
];

function training(printed: Printed): string[] {
  const { program, hyper, model } = printed;
  const args = argumentsOf(printed);
  const conditional = model.spec.condition !== 'none';
  const decay =
    hyper.weightDecay > 0
      ? [
          'with torch.no_grad():',
          '    for parameter in optimiser.param_groups[0]["params"]:',
          '        if parameter.dim() > 1:',
          '            parameter *= 1 - rate * WEIGHT_DECAY',
        ]
      : [];
  return [
    ...schedules(printed),
    ...program.phases.flatMap((phase) =>
      define(`${phase.name}(model, ${args.join(', ')})`, [
        '"""What is minimised, in nats per image, and the losses by name."""',
        ...objectiveBody(dialect, printed, phase),
      ]),
    ),
    ...define('update(optimiser, total, rate)', [
      '"""One step of the optimiser along the gradient of `total`."""',
      'optimiser.zero_grad()',
      'total.backward()',
      ...decay,
      'for group in optimiser.param_groups:',
      '    group["lr"] = rate',
      'optimiser.step()',
    ]),
    ...(program.phases.length > 1
      ? define('parameters(model, *modules)', [
          'return [parameter for name in modules for parameter in getattr(model, name).parameters()]',
        ])
      : []),
    ...define('make_optimisers(model)', [
      'return [',
      ...program.phases.map(({ phase }) => `    ${optimiser(printed, phase.learning)},`),
      ']',
    ]),
    ...define(
      `train_step(model, optimisers, x, ${conditional ? 'y, ' : ''}step)`,
      stepLines(printed, (phase, losses, i) => [
        `total, ${losses} = ${phase.name}(model, ${args.join(', ')})`,
        `update(optimisers[${i}], total, ${rateOf(printed, phase)})`,
      ]),
    ),
    '',
    '',
    ...BATCHES,
    ...define('main()', [
      'torch.manual_seed(SEED)',
      'model = Model()',
      'start = 0',
      'if os.path.exists(WEIGHTS):',
      '    load(model, WEIGHTS)',
      `    start = ${printed.subject.step}`,
      'else:',
      '    initialise(model)',
      'images, labels = training_images()',
      'images = torch.from_numpy(images)',
      ...(conditional
        ? [
            `labels = torch.eye(${printed.model.spec.data.classes})[torch.from_numpy(labels.astype(np.int64))]`,
          ]
        : []),
      'optimisers = make_optimisers(model)',
      'for step, rows in zip(range(start, start + STEPS), batches(len(images))):',
      `    losses = train_step(model, optimisers, images[rows], ${conditional ? 'labels[rows], ' : ''}step)`,
      '    if step % 100 == 0:',
      '        print(step, {name: round(float(value), 3) for name, value in losses.items()})',
      'torch.save(model.state_dict(), "model.pt")',
    ]),
  ];
}

function closedForm(printed: Printed): string[] {
  const { measure } = printed.program;
  return [
    ...define('fit(model, x)', [
      '"""Principal components: the leading eigenvectors of the covariance, as rows of V."""',
      'mean = x.mean(0)',
      'covariance = (x - mean).T @ (x - mean) / len(x)',
      'v = torch.linalg.eigh(covariance).eigenvectors.T.flip(0)[:LATENT]',
      'with torch.no_grad():',
      '    model.mu.weight.copy_(v)',
      '    model.mu.bias.copy_(-v @ mean)',
      '    model.output.weight.copy_(v.T)',
      '    model.output.bias.copy_(mean)',
    ]),
    ...(measure ? define('objective(model, x)', objectiveBody(dialect, printed, measure)) : []),
    ...define('main()', [
      'model = Model()',
      'images = torch.from_numpy(training_images()[0])',
      'if os.path.exists(WEIGHTS):',
      '    load(model, WEIGHTS)',
      'else:',
      '    fit(model, images)',
      'with torch.no_grad():',
      '    print("recon", float(objective(model, images)[0]))',
    ]),
  ];
}

export function pytorch(subject: Subject): CodeFile {
  const printed = printedOf(subject);
  const lines = [
    ...docstring(printed, 'Needs PyTorch and NumPy.'),
    ...(printed.hyper.schedule === 'cosine' ? ['import math'] : []),
    ...importsOf(printed),
    '',
    'import numpy as np',
    'import torch',
    'import torch.nn.functional as F',
    'from torch import nn',
    '',
    ...constants(printed),
    ...readers(printed),
    ...modelClass(printed),
    ...load(printed.model.layout.layers),
    ...(printed.program.phases.length > 0 ? training(printed) : closedForm(printed)),
    ...MAIN,
  ];
  return { filename: 'latent_playground_pytorch.py', text: lines.join('\n') };
}
