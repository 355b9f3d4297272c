/** The SiLU and its derivative (`model/silu.ts`). Rows are as in `elementwise.ts`. */
import { flushed, sigmoid, splat } from './elementwise';

/** y ← x σ(x), flushed. */
export function silu(x: usize, y: usize, ld: i32, rows: i32, columns: i32): void {
  const bytes = <usize>columns << 2;
  for (let row = 0; row < rows; row++, x += ld, y += ld) {
    for (let at: usize = 0; at < bytes; at += 16) {
      const a = v128.load(x + at);
      v128.store(y + at, flushed(f32x4.mul(a, sigmoid(a))));
    }
  }
}

/** δ ← δ σ (1 + x (1 − σ)), flushed. */
export function throughSilu(delta: usize, x: usize, ld: i32, rows: i32, columns: i32): void {
  const bytes = <usize>columns << 2;
  for (let row = 0; row < rows; row++, delta += ld, x += ld) {
    for (let at: usize = 0; at < bytes; at += 16) {
      const a = v128.load(x + at);
      const s = sigmoid(a);
      const rest = f32x4.mul(a, f32x4.sub(splat(1), s));
      const slope = f32x4.mul(s, f32x4.add(rest, splat(1)));
      v128.store(delta + at, flushed(f32x4.mul(v128.load(delta + at), slope)));
    }
  }
}
