// The loss terms of each pass of a submit, from what its products left behind for each vec4, always in the
// same order: one workgroup a pass.
struct Slot {
  @size(256) step: Step,
}

const LANES = 256u;
var<workgroup> sums: array<vec2f, LANES>;

fn strided(first: u32, count: u32, lane: u32) -> f32 {
  var sum = 0.0;
  for (var i = lane; i < count; i += LANES) {
    sum += partials[first + i];
  }
  return sum;
}

@compute @workgroup_size(LANES)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let step = slots[group.x].step;
  let recon = strided(step.partialsAt, step.reconPartials, lane);
  let kl = strided(step.partialsAt + step.reconPartials, step.klPartials, lane);
  sums[lane] = vec2f(recon, kl);
  for (var half = LANES / 2u; half > 0u; half >>= 1u) {
    workgroupBarrier();
    if (lane < half) {
      sums[lane] += sums[lane + half];
    }
  }
  if (lane == 0u) {
    losses[step.lossesAt] = sums[0];
  }
}
