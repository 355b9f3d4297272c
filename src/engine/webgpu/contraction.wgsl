// For each output of a layer (model/contraction.ts): the sum of its squared weights, and of its squared
// slopes over the batch. The loss is their product, averaged over the batch. One workgroup per output.
const LANES = 64u;
var<workgroup> ofWeights: array<f32, LANES>;
var<workgroup> ofSlopes: array<f32, LANES>;

@compute @workgroup_size(LANES)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let p = products[0];
  let j = group.x;
  var squares = 0.0;
  for (var i = lane; i < p.rowEnd; i += LANES) {
    let w = weights[p.b + i * p.bStride + j / 4u][j % 4u];
    squares += w * w;
  }
  var slopes = 0.0;
  for (var row = lane; row < step.rows; row += LANES) {
    let f = slope(inputs[p.side + row * p.sideStride + j / 4u])[j % 4u];
    slopes += f * f;
  }
  ofWeights[lane] = squares;
  ofSlopes[lane] = slopes;
  for (var half = LANES / 2u; half > 0u; half >>= 1u) {
    workgroupBarrier();
    if (lane < half) {
      ofWeights[lane] += ofWeights[lane + half];
      ofSlopes[lane] += ofSlopes[lane + half];
    }
  }
  if (lane == 0u) {
    means[j] = ofWeights[0];
    means[p.like + j] = ofSlopes[0];
    partials[p.partials + step.partialsAt + j] = ofWeights[0] * ofSlopes[0] / f32(step.rows);
  }
}
