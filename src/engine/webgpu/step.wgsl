// What changes from one pass to the next, a slot of 256 bytes each: kernels of a pass see theirs as a
// uniform by a dynamic offset, kernels of a whole submit see all of them. Written by steps.ts.
struct Step {
  // Images of this pass; buffers are laid out for the next multiple of four.
  rows: u32,
  // Where this pass has its own in buffers that hold several; of the losses, which row.
  picksAt: u32,
  noiseAt: u32,
  partialsAt: u32,
  lossesAt: u32,
  // How many images there are to pick from by the epoch's permutation; 0: pick row i for row i.
  images: u32,
  // The generator's key and first counter.
  seed: u32,
  draw: u32,
  // Where in the endless stream of epochs the batch begins.
  epoch: u32,
  position: u32,
  // Normal numbers a row.
  latent: u32,
  // Whether the generator plays the minimax game.
  minimax: u32,
  // The purpose of each block of normal numbers, and the index of its first.
  normals: array<vec4u, 2>,
  // What losses count in the objective, over the batch: 1, beta, lambda and gamma.
  one: f32,
  beta: f32,
  penalty: f32,
  gamma: f32,
  freeBits: f32,
  sparsity: f32,
  noise: f32,
  // Adam with its corrections gathered (engine/adam.ts), for each turn of a learner: rate and epsilon.
  @align(16) adam: array<vec4f, 4>,
}

fn paddedRows(rows: u32) -> u32 {
  return (rows + 3u) & ~3u;
}
