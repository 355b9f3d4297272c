/**
 * The updates of a pass, one for layers whose inputs lie in the same buffer; layers whose weights a loss reads are
 * grouped apart. Filters of convolutions take two dispatches: parts of their gradients, by the buffers and the form of
 * their images, and one update of all. Normalisations take one together.
 */
import type { Pass } from '../../model/compile';
import type { Layer } from '../../model/layout';
import { type Dispatch, NEVER, NOTHING } from './dispatch';
import { learnFilterKernel, partsOf, type Read, updateFiltersKernel } from './filter';
import type { PlacedWindows } from './gather';
import { type Arenas, type Place, quads } from './memory';
import { learnNormalisationsKernel, STATISTICS, shapeOf } from './normalisation';
import type { Shared } from './pass';
import { forwardOf } from './passage';
import type { Product } from './product';
import { rowsOf, type Stage } from './stages';
import { roomFor, updateKernel } from './update';
import type { OpOf, Values } from './values';

type LayerOp = OpOf<'layer'>;

interface Updated {
  shared: Shared;
  pass: Pass;
  values: Values;
  /** Images of a pass, at most. */
  rows: number;
  /** Where a contraction's sums of squared slopes begin. */
  slopesAt: number;
  statistics: Statistics;
}

/** Where the statistics of a normalisation begin, and the vec4s of a batch of a stack. */
export interface Statistics {
  of(layer: Layer): { at: number; perBatch: number };
}

/** For at most `rows` images at once. */
export function placeStatistics(arenas: Arenas, layers: readonly LayerOp[], rows: number): Statistics {
  const places = new Map<string, number>();
  const perBatch = STATISTICS * rows;
  let at = 0;
  for (const { layer, out } of layers) {
    if (layer.kind !== 'groupNormalisation') continue;
    places.set(layer.name, at);
    at += out.stack * perBatch;
  }
  arenas.statistics(at);
  return { of: ({ name }) => ({ at: places.get(name) ?? 0, perBatch }) };
}

/** A layer of windows and its images. */
export interface Filter {
  layer: Layer;
  /** Batches on top of each other. */
  stack: number;
  stage: Stage;
  windows: PlacedWindows;
  /** null where it is the data set. */
  large: Place | null;
  small: Place;
}

export function placeUpdates(on: Updated, learning: readonly LayerOp[]): Dispatch[] {
  const { stages } = on.shared;
  const dense = learning.filter(
    ({ layer }) => !stages.of(layer).windows && layer.kind !== 'groupNormalisation',
  );
  const filters = learning.flatMap((o): Filter[] => {
    const stage = stages.of(o.layer);
    const { windows } = stage;
    if (!windows) return [];
    const common = { layer: o.layer, stack: o.out.stack, stage, windows };
    const [input, delta] = [on.values.inputOf(o), on.values.deltaOf(o.out)];
    if (forwardOf(o.layer) === 'small') return [{ ...common, large: input, small: delta }];
    if (!input) throw new Error('a transposed convolution reads no bytes');
    return [{ ...common, large: delta, small: input }];
  });
  const pulled = (o: LayerOp) => on.pass.back.losses.some(({ weights }) => weights === o.layer);
  const groups = grouped(dense, (o) => {
    const source = on.values.inputOf(o)?.buffer ?? 'images';
    return pulled(o) ? `${source}, contracted` : source;
  });
  return [
    ...groups.map((group) => updateOf(on, group, pulled(group[0]))),
    ...learnFilters(on.shared, on.rows, filters),
    ...learnNormalisations(on, learning),
  ];
}

/** All normalisations in one dispatch. */
function learnNormalisations(
  { shared, values, statistics }: Updated,
  learning: readonly LayerOp[],
): Dispatch[] {
  let columns = 0;
  const list = learning.flatMap((o): Product[] => {
    const { layer, out } = o;
    if (layer.kind !== 'groupNormalisation') return [];
    const stage = shared.stages.of(layer);
    const [input, delta] = [values.inputOf(o), values.deltaOf(out)];
    if (!input) throw new Error('a normalisation reads no bytes');
    const firstTile = columns;
    columns += stage.stride;
    return [
      {
        ...NOTHING,
        ...shapeOf(layer),
        firstTile,
        // Scales and shifts.
        rows: 2,
        a: input.at,
        aStride: input.stride,
        b: delta.at,
        bStride: delta.stride,
        c: stage.weights,
        cStride: stage.stride,
        side: statistics.of(layer).at,
        stack: out.stack,
        update: shared.updateOf(layer),
        arena: input.buffer === 'activations0' ? 0 : 1,
      },
    ];
  });
  if (list.length === 0) return [];
  const buffers = {
    values0: 'activations0',
    values1: 'activations1',
    deltas0: 'deltas0',
    deltas1: 'deltas1',
    statistics: 'statistics',
    weights: 'weights',
    firstMoments: 'firstMoments',
    secondMoments: 'secondMoments',
  } as const;
  const kernel = learnNormalisationsKernel(list.length);
  return [shared.dispatches.byColumns(kernel, buffers, padded(list), columns, false)];
}

function grouped<T>(list: readonly T[], key: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return [...groups.values()];
}

const padded = (list: readonly Product[]): Product[] => [
  ...list,
  ...Array<Product>(roomFor(list.length) - list.length).fill(NEVER),
];

function updateOf({ shared, pass, values, slopesAt }: Updated, group: readonly LayerOp[], pulled: boolean) {
  const { spec, stages, variant, dispatches } = shared;
  const contraction = pass.losses.find(({ loss }) => loss === 'contraction');
  let tiles = 0;
  const list = group.map((o): Product => {
    const stage = stages.of(o.layer);
    const [input, delta] = [values.inputOf(o), values.deltaOf(values.resultOf(o))];
    const firstTile = tiles;
    const inputs = rowsOf(stage);
    tiles += dispatches.tilesOf(quads(inputs), stage.stride);
    return {
      ...NOTHING,
      firstTile,
      rows: quads(inputs),
      columns: stage.stride,
      rowEnd: inputs,
      // For a stage without labels this is the row of the bias.
      labels: stage.inputs,
      a: input?.at ?? 0,
      aStride: input?.stride ?? 0,
      b: delta.at,
      bStride: delta.stride,
      c: stage.weights,
      cStride: stage.stride,
      stack: o.out.stack,
      update: shared.updateOf(o.layer),
      reach: stage.reach,
      like: slopesAt,
    };
  });
  const [first] = group;
  const input = values.inputOf(first);
  const form = {
    source: input ? 'numbers' : 'bytes',
    labels: spec.condition === 'label',
    masked: stages.reach.length > 0,
    contraction: contraction && pulled ? contraction.weight : null,
  } as const;
  return dispatches.products(
    updateKernel(form, group.length, variant),
    {
      images: 'images',
      labels: 'labels',
      picks: 'picks',
      reach: 'reach',
      means: 'means',
      deltas: values.deltaOf(values.resultOf(first)).buffer,
      weights: 'weights',
      firstMoments: 'firstMoments',
      secondMoments: 'secondMoments',
      ...(input ? { inputs: input.buffer } : {}),
    },
    padded(list),
    tiles,
  );
}

/** What one product of `learnFilter` gives: vec4s of the weights. */
interface Part {
  product: Product;
  update: Product;
}

/** `rows`: images of a pass, at most. */
export function learnFilters(
  shared: Pick<Shared, 'variant' | 'dispatches' | 'arenas' | 'updateOf'>,
  rows: number,
  filters: readonly Filter[],
): Dispatch[] {
  if (filters.length === 0) return [];
  const { variant, dispatches, arenas } = shared;
  let room = 0;
  const part = (product: Product, vec4s: number, update: Partial<Product>): Part => {
    const depth = product.stack * (rows / 4) * product.positions;
    const { parts, partBlocks } = partsOf(product.rows, product.columns, depth);
    const c = room;
    room += parts * vec4s;
    const shares = { parts, partSize: vec4s };
    return {
      product: { ...product, ...shares, partBlocks, c },
      update: { ...NOTHING, rows: vec4s, ...update, ...shares, b: c },
    };
  };
  const all = filters.map((filter) => ({ filter, parts: partsOfFilter(shared, filter, part) }));
  const dispatched = grouped(all, ({ filter: { large, small, windows } }) =>
    JSON.stringify([large?.buffer, small.buffer, readOf({ large, windows })]),
  ).map((group) => {
    const [{ filter }] = group;
    let tiles = 0;
    const list = group.flatMap(({ parts }) =>
      parts.map(({ product }) => {
        const firstTile = tiles;
        tiles += product.parts * dispatches.tilesOf(product.rows, product.columns);
        return { ...product, firstTile };
      }),
    );
    return dispatches.products(
      learnFilterKernel(readOf(filter), list.length, variant),
      {
        images: 'images',
        picks: 'picks',
        small: filter.small.buffer,
        taps: 'taps',
        gradients: 'gradients',
        ...(filter.large ? { large: filter.large.buffer } : {}),
      },
      padded(list),
      tiles,
    );
  });
  arenas.gradients(room);
  let vec4s = 0;
  const updates = all.flatMap(({ parts }) =>
    parts.map(({ update }) => {
      const firstTile = vec4s;
      vec4s += update.rows;
      return { ...update, firstTile };
    }),
  );
  const buffers = {
    gradients: 'gradients',
    weights: 'weights',
    firstMoments: 'firstMoments',
    secondMoments: 'secondMoments',
  } as const;
  const update = dispatches.byNumbers(updateFiltersKernel(updates.length), buffers, padded(updates), vec4s);
  return [...dispatched, update];
}

function readOf({ large, windows }: Pick<Filter, 'large' | 'windows'>): Read {
  const { form, largeChannels, repeated } = windows;
  return { large: large ? form : 'bytes', channels: form === 'packed' ? largeChannels : 1, repeated };
}

/**
 * The filter, with the bias of a convolution as a further row. The bias of a transposed convolution is a sum over the
 * large image.
 */
function partsOfFilter(
  { updateOf: learnerOf }: Pick<Shared, 'updateOf'>,
  { layer, stack, stage, windows, large, small }: Filter,
  part: (product: Product, vec4s: number, update: Partial<Product>) => Part,
): Part[] {
  const down = forwardOf(layer) === 'small';
  const update = learnerOf(layer);
  const common = { ...NOTHING, stack };
  const vec4s = stage.inputs * stage.stride;
  const filter = {
    ...common,
    ...windows.filter,
    rows: quads(stage.inputs) + (down ? 1 : 0),
    columns: stage.stride,
    rowEnd: stage.inputs + (down ? 1 : 0),
    a: large?.at ?? 0,
    aStride: large?.stride ?? 0,
    b: small.at,
    bStride: small.stride,
    cStride: stage.stride,
  };
  const whole = part(filter, vec4s + (down ? stage.stride : 0), { c: stage.weights, bias: vec4s, update });
  if (down || !large) return [whole];
  const packed = windows.form === 'packed';
  const { largeChannels } = windows;
  const columns = packed ? largeChannels : quads(largeChannels);
  const bias = {
    ...common,
    rows: 1,
    columns,
    rowEnd: 1,
    positions: packed ? windows.large ** 2 / 4 : windows.large ** 2,
    across: 1,
    taps: windows.ones,
    b: large.at,
    bStride: large.stride,
    ofLarge: 1,
    cStride: columns,
  };
  const folded = packed ? { rows: 1, folded: largeChannels } : {};
  const ofBias = { c: stage.weights + vec4s, bias: 0, update, ...folded };
  return [whole, part(bias, columns, ofBias)];
}
