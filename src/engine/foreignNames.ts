/**
 * Dense models of other programs, whose tensors have other names: `module.encoder.0.weight`, PyTorch's own VAE
 * example (`fc1`, `fc21`, `fc22`, `fc3`, `fc4`), layers of a `Sequential` (`encoder.0`, `encoder.2`), Keras
 * (`dense/kernel`, [in, out]). What each layer is follows from its shape: the layers must form one way from the numbers
 * of an image to the code and back to as many. Where more than one is possible, nothing is guessed.
 */
import { formOfSize, type ImageForm, imageSize } from '../experiment/dataShape';
import { ELEMENT_BYTES, type Tensor } from './safetensors';

type Tensors = ReadonlyMap<string, Tensor>;

export interface Renamed {
  /** With the names and the orientation of this page. */
  tensors: Map<string, Tensor>;
  /** From the file's names of layers to those of this page, where they differ, in order. */
  names: [from: string, to: string][];
}

interface Layer {
  /** Without `.weight`. */
  name: string;
  weight: Tensor;
  bias: Tensor;
  from: number;
  to: number;
  /** Its weight was [in, out]. */
  turned: boolean;
}

/** In front of every name: of PyTorch's DataParallel, of Lightning, of torch.compile. */
const PREFIXES = /^(?:(?:module|model|vae|autoencoder|net|network|_orig_mod)\.)+/;

/** Names of this page's models, which need no mapping. */
const OURS = /^(?:(?:encoder|decoder)\.\d+|mu|logVar|output)\.(?:weight|bias)$/;

/** Null where the tensors are no such model, or may be more than one; `present`: the images that the page has. */
export function renamed(tensors: Tensors, present: ImageForm): Renamed | null {
  const prefix = prefixOf(tensors);
  const bare = new Map([...tensors].map(([name, tensor]) => [name.slice(prefix.length), tensor]));
  if (isOurs(bare)) return { tensors: bare, names: [[`${prefix}…`, '…']] };
  const layers = layersOf(bare);
  const way = layers && likeliestWay(layers, imageSize(present));
  if (!way) return null;
  const { encoder, heads, decoder } = way;
  const last = decoder.length - 1;
  const pairs: [Layer, string][] = [
    ...encoder.map((layer, i): [Layer, string] => [layer, `encoder.${i}`]),
    ...heads.map((layer, i): [Layer, string] => [layer, i === 0 ? 'mu' : 'logVar']),
    ...decoder.map((layer, i): [Layer, string] => [layer, i === last ? 'output' : `decoder.${i}`]),
  ];
  const out = new Map<string, Tensor>();
  for (const [layer, name] of pairs) {
    out.set(`${name}.weight`, layer.weight);
    out.set(`${name}.bias`, layer.bias);
  }
  const names = pairs.map(([{ name }, to]): [string, string] => [prefix + name, to]);
  if (pairs[0][0].turned) names.push(['[in, out]', '[out, in]']);
  else reorderColours(out, pairs[0], names);
  return { tensors: out, names: names.filter(([from, to]) => from !== to) };
}

/** Whether a file has the names and the orientation of this page's models. */
export const isOurs = (tensors: Tensors): boolean =>
  [...tensors.keys()].every((name) => OURS.test(name)) &&
  formOfSize(tensors.get('output.weight')?.shape[0] ?? 0) !== null;

/** PyTorch has the red of all pixels first, then green and blue; TensorFlow and this page have them pixel by pixel. */
function reorderColours(
  tensors: Map<string, Tensor>,
  [{ weight, from }, first]: [Layer, string],
  names: Renamed['names'],
): void {
  const form = formOfSize(from);
  if (form?.channels !== 3) return;
  const pixels = form.side ** 2;
  tensors.set(`${first}.weight`, interleaved(weight, ELEMENT_BYTES[weight.dtype], pixels));
  for (const name of ['output.weight', 'output.bias']) {
    const tensor = tensors.get(name);
    if (tensor) tensors.set(name, interleaved(tensor, tensor.bytes.length / from, pixels));
  }
  names.push([`[3, ${form.side}, ${form.side}]`, `[${form.side}, ${form.side}, 3]`]);
}

/** Groups of 3 × `pixels` things of so many bytes, as `pixels` × 3 of them. */
function interleaved(tensor: Tensor, bytes: number, pixels: number): Tensor {
  const out = new Uint8Array(tensor.bytes.length);
  const group = 3 * pixels * bytes;
  for (let from = 0; from < out.length; from += group)
    for (let c = 0; c < 3; c++)
      for (let p = 0; p < pixels; p++) {
        const source = from + (c * pixels + p) * bytes;
        out.set(tensor.bytes.subarray(source, source + bytes), from + (3 * p + c) * bytes);
      }
  return { ...tensor, bytes: out };
}

/** The prefix that all names have in common; without it they must stay different. */
function prefixOf(tensors: Tensors): string {
  const [first, ...others] = [...tensors.keys()].map((name) => PREFIXES.exec(name)?.[0] ?? '');
  return others.every((prefix) => prefix === first) ? (first ?? '') : '';
}

const WEIGHT = /[./](?:weight|kernel)(?::0)?$/;

/** Dense layers with their biases, or null if there is anything else. Weights are [out, in] afterwards. */
function layersOf(tensors: Tensors): Layer[] | null {
  const found: { name: string; weight: Tensor; bias: Tensor }[] = [];
  for (const [name, weight] of tensors) {
    if (!WEIGHT.test(name)) continue;
    const base = name.replace(WEIGHT, '');
    const bias = ['.bias', '/bias', '/bias:0'].map((end) => tensors.get(base + end)).find((b) => b);
    if (!bias || weight.shape.length !== 2 || bias.shape.length !== 1) return null;
    found.push({ name: base, weight, bias });
  }
  if (found.length < 2 || 2 * found.length !== tensors.size) return null;
  // Rows are outputs in PyTorch, columns in Keras; one file is of one kind.
  const fits = (axis: number) => found.every(({ weight, bias }) => weight.shape[axis] === bias.shape[0]);
  const rows = fits(0);
  if (!rows && !fits(1)) return null;
  // Of a model whose layers are all square, the names tell.
  const keras = !rows || (fits(1) && [...tensors.keys()].some((name) => /kernel/.test(name)));
  return found
    .map(({ name, weight, bias }): Layer => {
      const turned = keras ? transposed(weight) : weight;
      return { name, weight: turned, bias, from: turned.shape[1], to: turned.shape[0], turned: keras };
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

function transposed({ dtype, shape: [rows, columns], bytes }: Tensor): Tensor {
  const size = ELEMENT_BYTES[dtype];
  const out = new Uint8Array(bytes.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const from = (row * columns + column) * size;
      out.set(bytes.subarray(from, from + size), (column * rows + row) * size);
    }
  return { dtype, shape: [columns, rows], bytes: out };
}

interface Way {
  encoder: Layer[];
  /** One of a plain autoencoder; μ and log σ² of a VAE. */
  heads: [Layer] | [Layer, Layer];
  decoder: Layer[];
}

/** The number of layers is small; this bounds a file that is made to take long. */
const MOST_LAYERS = 24;
const MOST_TRIES = 20_000;

/**
 * The way from an image to an image of the same size. Layers that lead from 784 numbers to 400 and back lead from 400 to
 * 784 and back too: the way that begins with the first layer by name comes first, then that of the page's images, then
 * that of the largest.
 */
function likeliestWay(layers: Layer[], present: number): Way | null {
  const sizes = [...new Set(layers.map(({ from }) => from))].filter((size) => formOfSize(size) !== null);
  const ways = sizes.flatMap((size) => {
    const way = onlyWay(layers, size);
    return way ? [{ size, way }] : [];
  });
  const rank = ({ size, way }: (typeof ways)[number]) =>
    (beginsFirst(way, layers) ? 2 : 0) + (size === present ? 1 : 0);
  ways.sort((a, b) => rank(b) - rank(a) || b.size - a.size);
  return ways[0]?.way ?? null;
}

/** Whether the encoder begins with the layer whose name is first, of the encoder where names say so. */
function beginsFirst({ encoder, heads }: Way, layers: Layer[]): boolean {
  const first = layers.find((layer) => sideOf(layer) === 'encoder') ?? layers[0];
  return (encoder[0] ?? heads[0]) === first;
}

/** The only order of all layers from `size` numbers to as many, or null. */
function onlyWay(layers: Layer[], size: number): Way | null {
  if (layers.length > MOST_LAYERS) return null;
  const ways: Way[] = [];
  let tries = 0;
  const heads = headsIn(layers);
  const walk = (path: Layer[], left: Layer[], width: number, code: number | null): void => {
    if (ways.length > 1 || ++tries > MOST_TRIES) return;
    if (left.length === 0) {
      if (width === size) ways.push(wayOf(path, heads, code));
      return;
    }
    if (heads && code === null && heads[0].from === width) walk(path, left, heads[0].to, path.length);
    const seen = new Set<string>();
    for (const layer of left) {
      // Of layers of the same shape, the order of their names is that of the model.
      const shape = `${layer.from} ${layer.to} ${sideOf(layer) ?? ''}`;
      if (layer.from !== width || seen.has(shape)) continue;
      seen.add(shape);
      if (!isOnItsSide(layer, code, heads)) continue;
      walk(
        [...path, layer],
        left.filter((other) => other !== layer),
        layer.to,
        code,
      );
    }
  };
  walk(
    [],
    layers.filter((layer) => !heads?.includes(layer)),
    size,
    null,
  );
  if (ways.length !== 1 || tries > MOST_TRIES) return null;
  return ways[0].decoder.length > 0 ? ways[0] : null;
}

/** A layer that is called after the encoder comes before the code, where the code's place is known. */
const isOnItsSide = (layer: Layer, code: number | null, heads: Layer[] | null): boolean =>
  !heads || sideOf(layer) === null || (sideOf(layer) === 'encoder') === (code === null);

function sideOf({ name }: Layer): 'encoder' | 'decoder' | null {
  if (/enc/i.test(name)) return 'encoder';
  return /dec|gen/i.test(name) ? 'decoder' : null;
}

const MEAN = /(?:^|[._/-])(?:fc_?)?(?:z_?)?(?:mu|mean)$|(?:^|[._/])fc21$/i;
/** The logarithm of the variance, not of the deviation. */
const LOG_VAR = /(?:^|[._/-])(?:fc_?)?(?:z_?)?(?:log_?var|logvariance|lv)$|(?:^|[._/])fc22$/i;

/** The two layers of a VAE's code, by their names. */
function headsIn(layers: Layer[]): [Layer, Layer] | null {
  const means = layers.filter(({ name }) => MEAN.test(name));
  const variances = layers.filter(({ name }) => LOG_VAR.test(name));
  if (means.length !== 1 || variances.length !== 1) return null;
  const [[mu], [logVar]] = [means, variances];
  return mu.from === logVar.from && mu.to === logVar.to ? [mu, logVar] : null;
}

/** Without a head, the code of an autoencoder is where the way is narrowest. */
function wayOf(path: Layer[], heads: [Layer, Layer] | null, code: number | null): Way {
  if (heads) {
    const at = code ?? 0;
    return { encoder: path.slice(0, at), heads, decoder: path.slice(at) };
  }
  const narrowest = path.reduce((best, layer, i) => (layer.to < path[best].to ? i : best), 0);
  return { encoder: path.slice(0, narrowest), heads: [path[narrowest]], decoder: path.slice(narrowest + 1) };
}

/** Names and shapes, for a message: the first few, and how many there are beside them. */
export function listed(tensors: Iterable<[string, { shape: readonly number[] }]>): string {
  const all = [...tensors].map(([name, { shape }]) => `${name} [${shape.join(', ')}]`);
  const few = all.slice(0, 8).join(', ');
  return all.length > 8 ? `${few}, … (${all.length})` : few;
}
