// The random numbers of math/random.ts, bit for bit: Threefry-2x32 with 20 rounds (Salmon et al. 2011), the
// Feistel permutation over it, and normal numbers by Box and Muller (1958).
const SHUFFLE: u32 = 2u;

fn mixed(x: vec2u, turn: u32) -> vec2u {
  let sum = x.x + x.y;
  return vec2u(sum, ((x.y << turn) | (x.y >> (32u - turn))) ^ sum);
}

fn threefry(key: vec2u, counter: vec2u) -> vec2u {
  let third = 0x1bd11bdau ^ key.x ^ key.y;
  var x = counter + key;
  x = mixed(mixed(mixed(mixed(x, 13u), 15u), 26u), 6u) + vec2u(key.y, third + 1u);
  x = mixed(mixed(mixed(mixed(x, 17u), 29u), 16u), 24u) + vec2u(third, key.x + 2u);
  x = mixed(mixed(mixed(mixed(x, 13u), 15u), 26u), 6u) + vec2u(key.x, key.y + 3u);
  x = mixed(mixed(mixed(mixed(x, 17u), 29u), 16u), 24u) + vec2u(key.y, third + 4u);
  x = mixed(mixed(mixed(mixed(x, 13u), 15u), 26u), 6u) + vec2u(third, key.x + 5u);
  return x;
}

// Element i of the permutation of 0 … n − 1 for (seed, epoch).
fn permuted(n: u32, seed: u32, epoch: u32, i: u32) -> u32 {
  var half = 1u;
  while (half < 16u && (1u << (2u * half)) < n) {
    half++;
  }
  let mask = (1u << half) - 1u;
  var x = i;
  loop {
    var left = x >> half;
    var right = x & mask;
    for (var round = 0u; round < 4u; round++) {
      let next = left ^ (threefry(vec2u(seed, SHUFFLE), vec2u(epoch, (round << 16u) | right)).x & mask);
      left = right;
      right = next;
    }
    x = (left << half) | right;
    if (x < n) {
      break;
    }
  }
  return x;
}

// The top 23 bits as a number in the open interval (0, 1).
fn uniformOf(bits: u32) -> f32 {
  return (f32(bits >> 9u) + 0.5) * 0x1p-23;
}

// Normal numbers 2 × block and 2 × block + 1 of (seed, purpose, draw). The bits are those of TypeScript; the
// numbers agree within a few units in the last place, thanks to a logarithm, sine and cosine of our own:
// WGSL's may be off by 2⁻¹¹.
fn normalPair(seed: u32, purpose: u32, draw: u32, block: u32) -> vec2f {
  let bits = threefry(vec2u(seed, purpose), vec2u(draw, block));
  return sqrt(-2.0 * logOfFraction(uniformOf(bits.x))) * cosSinOfTurns(uniformOf(bits.y));
}

// log x for x in (0, 1), with a small relative error near 1 too: x = 2ᵉ m with m in [√½, √2), and log m = 2
// artanh((m − 1) / (m + 1)) as its series.
fn logOfFraction(x: f32) -> f32 {
  let bits = bitcast<u32>(x);
  let shifted = bits - 0x3f3504f3u;
  let exponent = bitcast<i32>(shifted) >> 23u;
  let m = bitcast<f32>((shifted & 0x007fffffu) + 0x3f3504f3u);
  let s = (m - 1.0) / (m + 1.0);
  let q = s * s;
  let tail = s * q * (0.6666666667 + q * (0.4 + q * (0.2857142857 + q * (0.2222222222 + q * 0.1818181818))));
  // log 2 in two parts: the product of the first with an exponent is exact.
  return f32(exponent) * 0.693145752 + (f32(exponent) * 1.428606820e-6 + (2.0 * s + tail));
}

// (cos 2πu, sin 2πu) for u in (0, 1): the nearest quarter turn, which is exact, and the series of the rest,
// at most an eighth of a turn either way.
fn cosSinOfTurns(u: f32) -> vec2f {
  let quarter = floor(4.0 * u + 0.5);
  let a = (u - 0.25 * quarter) * 6.28318531;
  let q = a * a;
  let s = a + a * q * (-0.1666666667 + q * (0.008333333333 + q * (-0.0001984126984 + q * 2.755731922e-6)));
  let c = 1.0 - 0.5 * q + q * q * (0.04166666667 + q * (-0.001388888889 + q * 2.480158730e-5));
  switch (u32(quarter) & 3u) {
    case 0u: { return vec2f(c, s); }
    case 1u: { return vec2f(-s, c); }
    case 2u: { return vec2f(-c, -s); }
    default: { return vec2f(s, -c); }
  }
}
