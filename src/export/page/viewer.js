// @ts-nocheck
/** The decoder: the image of a code z, as numbers from 0 (paper) to 1 (ink), or red, green and blue of each pixel. */
function decode(model, weights, z, label) {
  let x = z;
  if (model.labels > 0) x = z.concat(Array.from({ length: model.labels }, (_, i) => (i === label ? 1 : 0)));
  for (const layer of model.layers) {
    const y = LAYERS[layer.kind](layer, weights, x);
    x = layer.activation ? y.map(ACTIVATIONS[layer.activation]) : y;
  }
  const pixel = model.likelihood === 'bernoulli' ? ACTIVATIONS.sigmoid : (o) => Math.min(1, Math.max(0, o));
  return x.map(pixel);
}

const ACTIVATIONS = {
  relu: (x) => Math.max(x, 0),
  leakyRelu: (x) => (x > 0 ? x : 0.01 * x),
  tanh: Math.tanh,
  elu: (x) => (x > 0 ? x : Math.expm1(x)),
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
};

/** x W + b. */
function dense({ inputs, outputs, weight, bias }, weights, x) {
  const y = weights.slice(bias, bias + outputs);
  for (let i = 0; i < inputs; i++) {
    const factor = x[i];
    if (factor === 0) continue;
    const row = weight + i * outputs;
    for (let j = 0; j < outputs; j++) y[j] += factor * weights[row + j];
  }
  return y;
}

/** The transpose of a convolution with windows of 4 × 4 and stride 2; images have their channels last. */
function transposed({ side, channels, outSide, outChannels, before, weight, bias }, weights, x) {
  const y = new Float32Array(outSide * outSide * outChannels);
  for (let i = 0; i < y.length; i++) y[i] = weights[bias + (i % outChannels)];
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++)
      for (let tap = 0; tap < 16; tap++) {
        const r = 2 * row + (tap >> 2) - before;
        const c = 2 * column + (tap & 3) - before;
        if (r < 0 || r >= outSide || c < 0 || c >= outSide) continue;
        for (let b = 0; b < outChannels; b++) {
          const w = weight + (tap * outChannels + b) * channels;
          let sum = 0;
          for (let a = 0; a < channels; a++) sum += x[(row * side + column) * channels + a] * weights[w + a];
          y[(r * outSide + c) * outChannels + b] += sum;
        }
      }
  return y;
}

/** A convolution with windows of 3 × 3 over an image in which each pixel is repeated. */
function upsampled({ side, channels, outSide, outChannels, weight, bias }, weights, x) {
  const y = new Float32Array(outSide * outSide * outChannels);
  for (let i = 0; i < y.length; i++) y[i] = weights[bias + (i % outChannels)];
  for (let row = 0; row < outSide; row++)
    for (let column = 0; column < outSide; column++)
      for (let tap = 0; tap < 9; tap++) {
        const r = row + Math.floor(tap / 3) - 1;
        const c = column + (tap % 3) - 1;
        if (r < 0 || r >= outSide || c < 0 || c >= outSide) continue;
        for (let a = 0; a < channels; a++) {
          const factor = x[((r >> 1) * side + (c >> 1)) * channels + a];
          const w = weight + (tap * channels + a) * outChannels;
          const at = (row * outSide + column) * outChannels;
          for (let b = 0; b < outChannels; b++) y[at + b] += factor * weights[w + b];
        }
      }
  return y;
}

/** Group normalisation: over all pixels and the channels of a group; then a scale and a shift of each channel. */
function normalised({ pixels, channels, groups, weight, bias }, weights, x) {
  const groupOf = (i) => Math.floor(((i % channels) * groups) / channels);
  const count = x.length / groups;
  const [mean, variance] = [new Float64Array(groups), new Float64Array(groups)];
  for (let i = 0; i < pixels * channels; i++) mean[groupOf(i)] += x[i] / count;
  for (let i = 0; i < pixels * channels; i++) variance[groupOf(i)] += (x[i] - mean[groupOf(i)]) ** 2 / count;
  return x.map((value, i) => {
    const normal = (value - mean[groupOf(i)]) / Math.sqrt(variance[groupOf(i)] + 1e-5);
    return normal * weights[weight + (i % channels)] + weights[bias + (i % channels)];
  });
}

const LAYERS = {
  dense,
  transposedConvolution: transposed,
  upsampledConvolution: upsampled,
  groupNormalisation: normalised,
};

const model = JSON.parse(document.getElementById('model').textContent);

/** Numbers that are stored as base64. */
function stored(text, Type) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Type(bytes.buffer);
}

const weights = stored(model.weights, Float32Array);
const codes = stored(model.codes, Float32Array);
const classes = stored(model.classes, Uint8Array);
const plane = document.getElementById('plane');
const digit = document.getElementById('digit');
const place = document.getElementById('place');
const labels = document.getElementById('labels');
const SIDE = plane.width;
const TILES = 18;
let label = Math.min(3, Math.max(0, model.labels - 1));
let [x, y] = model.centre;

/** The code at a place of the plane. */
const codeAt = (px, py) => model.origin.map((o, d) => o + px * model.u[d] + py * (model.v[d] ?? 0));

function paint(target, pixels) {
  const context = target.getContext('2d');
  const { side, channels } = model;
  const image = context.createImageData(side, side);
  for (let i = 0; i < side * side; i++) {
    const grey = 255 * (1 - pixels[i]);
    const rgb = channels === 1 ? [grey, grey, grey] : [0, 1, 2].map((c) => 255 * pixels[3 * i + c]);
    image.data.set([...rgb, 255], 4 * i);
  }
  context.putImageData(image, 0, 0);
}

const screenX = (px) => ((px - model.centre[0]) / model.extent + 1) * (SIDE / 2);
const screenY = (py) => (1 - (py - model.centre[1]) / model.extent) * (SIDE / 2);

/** Decodes the plane row by row, so that the page stays responsive. */
let drawing = 0;
const background = document.createElement('canvas');
background.width = background.height = TILES * model.side;
function drawTiles() {
  const own = ++drawing;
  const tile = document.createElement('canvas');
  tile.width = tile.height = model.side;
  const context = background.getContext('2d');
  const row = (r) => {
    if (own !== drawing || r === TILES) return;
    for (let c = 0; c < TILES; c++) {
      const at = (k) => ((2 * k + 1) / TILES - 1) * model.extent;
      paint(tile, decode(model, weights, codeAt(model.centre[0] + at(c), model.centre[1] - at(r)), label));
      context.drawImage(tile, model.side * c, model.side * r);
    }
    draw();
    setTimeout(row, 0, r + 1);
  };
  row(0);
}

function draw() {
  const context = plane.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, SIDE, SIDE);
  context.globalAlpha = 0.55;
  context.drawImage(background, 0, 0, SIDE, SIDE);
  context.globalAlpha = 1;
  for (let i = 0; i < classes.length; i++) {
    context.fillStyle = model.colours[classes[i]];
    context.beginPath();
    context.arc(screenX(codes[2 * i]), screenY(codes[2 * i + 1]), 2.5, 0, 7);
    context.fill();
  }
  context.font = '600 20px system-ui, sans-serif';
  context.textAlign = 'center';
  context.lineJoin = 'round';
  for (const { label: name, at } of model.numerals) {
    context.lineWidth = 4;
    context.strokeStyle = '#fff';
    context.strokeText(name, screenX(at[0]), screenY(at[1]) + 7);
    context.fillStyle = '#222';
    context.fillText(name, screenX(at[0]), screenY(at[1]) + 7);
  }
  context.strokeStyle = '#000';
  context.lineWidth = 2;
  context.strokeRect(screenX(x) - 8, screenY(y) - 8, 16, 16);
}

function show() {
  const z = codeAt(x, y);
  paint(digit, decode(model, weights, z, label));
  place.textContent = `(${x.toFixed(2)}, ${y.toFixed(2)})`;
  draw();
}

plane.addEventListener('pointermove', (event) => {
  const box = plane.getBoundingClientRect();
  x = model.centre[0] + (2 * ((event.clientX - box.left) / box.width) - 1) * model.extent;
  y = model.centre[1] - (2 * ((event.clientY - box.top) / box.height) - 1) * model.extent;
  show();
});
plane.addEventListener('keydown', (event) => {
  const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
  if (!move) return;
  event.preventDefault();
  x += (move[0] * model.extent) / 40;
  y += (move[1] * model.extent) / 40;
  show();
});
if (model.conditional) {
  labels.hidden = false;
  labels.querySelector('select').addEventListener('change', (event) => {
    label = Number(event.target.value);
    show();
    drawTiles();
  });
}
show();
drawTiles();
