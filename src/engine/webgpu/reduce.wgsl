// The loss terms of each pass of a submit, from the sums that its products left behind, always in the
// same order: one workgroup a pass.
struct Slot {
  @size(256) step: Step,
}

var<workgroup> sums: array<vec2f, 64>;

fn strided(first: u32, count: u32, lane: u32) -> f32 {
  var sum = 0.0;
  for (var i = lane; i < count; i += 64u) {
    sum += partials[first + i];
  }
  return sum;
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let step = slots[group.x].step;
  let recon = strided(step.partialsAt, step.reconPartials, lane);
  let kl = strided(step.partialsAt + step.reconPartials, step.klPartials, lane);
  sums[lane] = vec2f(recon, kl);
  for (var half = 32u; half > 0u; half >>= 1u) {
    workgroupBarrier();
    if (lane < half) {
      sums[lane] += sums[lane + half];
    }
  }
  if (lane == 0u) {
    losses[step.lossesAt] = sums[0];
  }
}
