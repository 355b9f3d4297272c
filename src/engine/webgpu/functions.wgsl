// The functions of model/activations.ts and model/losses.ts on four numbers at a time, accurate near zero,
// which WGSL's own functions need not be.

// eˣ − 1: its series near zero, where the subtraction would cancel.
fn expm1(x: vec4f) -> vec4f {
  let series = x * (1.0 + x * (0.5 + x * (0.1666666667 + x * (0.04166666667 + x * (0.008333333333
    + x * (0.001388888889 + x * (0.0001984126984 + x * 2.480158730e-5)))))));
  return select(exp(x) - 1.0, series, abs(x) < vec4f(0.5));
}

// log(1 + e) for e in [0, 1], as 2 artanh(e / (2 + e)).
fn log1p(e: vec4f) -> vec4f {
  let s = e / (2.0 + e);
  let q = s * s;
  return 2.0 * s * (1.0 + q * (0.3333333333 + q * (0.2 + q * (0.1428571429 + q * (0.1111111111
    + q * (0.09090909091 + q * (0.07692307692 + q * 0.06666666667)))))));
}

fn sigmoid(x: vec4f) -> vec4f {
  let e = exp(-abs(x));
  return select(e, vec4f(1.0), x >= vec4f(0.0)) / (1.0 + e);
}

fn softplus(x: vec4f) -> vec4f {
  return max(x, vec4f(0.0)) + log1p(exp(-abs(x)));
}

fn tangent(x: vec4f) -> vec4f {
  let e = expm1(-2.0 * abs(x));
  return sign(x) * (-e / (2.0 + e));
}

fn sum4(x: vec4f) -> f32 {
  return (x.x + x.y) + (x.z + x.w);
}
