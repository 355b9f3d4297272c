// What changes from one pass to the next, a slot of 256 bytes each: kernels of a pass see theirs as a
// uniform by a dynamic offset, kernels of a whole submit see all of them. Written by steps.ts.
struct Step {
  // Images of this pass; buffers are laid out for the next multiple of four.
  rows: u32,
  // Where this pass has its own in buffers that hold several.
  picksAt: u32,
  noiseAt: u32,
  partialsAt: u32,
  lossesAt: u32,
  reconPartials: u32,
  klPartials: u32,
  // How many images there are to pick from by the epoch's permutation; 0: pick row i for row i.
  images: u32,
  // The generator's key and first counter, and the index of the first normal number.
  seed: u32,
  purpose: u32,
  draw: u32,
  firstNormal: u32,
  // Normal numbers a row.
  latent: u32,
  // Where in the endless stream of epochs the batch begins.
  epoch: u32,
  position: u32,
  // Adam with its corrections gathered (engine/adam.ts).
  rate: f32,
  epsilon: f32,
  // 1 / rows and beta / rows.
  share: f32,
  klShare: f32,
}

fn paddedRows(rows: u32) -> u32 {
  return (rows + 3u) & ~3u;
}
