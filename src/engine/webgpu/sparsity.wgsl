// KL(ρ ‖ ρ̂) of two Bernoulli distributions, where ρ̂ is the mean activation of a unit (model/losses.ts).
const EDGE = 1e-6;

fn sparsityTerm(mean: f32) -> f32 {
  let rho = step.sparsity;
  let q = clamp(mean, EDGE, 1.0 - EDGE);
  return rho * log(rho / q) + (1.0 - rho) * log((1.0 - rho) / (1.0 - q));
}

fn sparsitySlope(mean: vec4f) -> vec4f {
  let rho = step.sparsity;
  let slope = (1.0 - rho) / (1.0 - mean) - rho / mean;
  return select(slope, vec4f(), (mean <= vec4f(EDGE)) | (mean >= vec4f(1.0 - EDGE)));
}
