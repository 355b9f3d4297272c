// Adds up the partial sums of each pass of a submit, always in the same order: one workgroup per sum and
// pass.
const LANES = 256u;
var<workgroup> sums: array<f32, LANES>;

@compute @workgroup_size(LANES)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let step = slots[group.y].step;
  // The range: its offset, numbers per row, and how many more.
  let range = ranges[group.x];
  let first = step.partialsAt + range.at;
  let count = range.perRow * paddedRows(step.rows) + range.fixed;
  var sum = 0.0;
  for (var i = lane; i < count; i += LANES) {
    sum += partials[first + i];
  }
  sums[lane] = sum;
  for (var half = LANES / 2u; half > 0u; half >>= 1u) {
    workgroupBarrier();
    if (lane < half) {
      sums[lane] += sums[lane + half];
    }
  }
  if (lane == 0u) {
    losses[step.lossesAt * groups.x + group.x] = sums[0];
  }
}
