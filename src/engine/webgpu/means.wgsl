// For each latent coordinate, the mean over the batch and its penalty: one workgroup each.
const LANES = 64u;
var<workgroup> sums: array<f32, LANES>;

@compute @workgroup_size(LANES)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let p = products[0];
  let d = group.x;
  var sum = 0.0;
  for (var row = lane; row < step.rows; row += LANES) {
    sum += had(p, row, d);
  }
  sums[lane] = sum;
  for (var half = LANES / 2u; half > 0u; half >>= 1u) {
    workgroupBarrier();
    if (lane < half) {
      sums[lane] += sums[lane + half];
    }
  }
  if (lane == 0u) {
    let mean = sums[0] / f32(step.rows);
    means[d] = mean;
    partials[p.partials + step.partialsAt + d] = cost(mean);
  }
}
