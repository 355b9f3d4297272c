// Once per submit, for all its passes: the image of each row, and the normal numbers of each pass, by block.
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let step = slots[id.y].step;
  let rows = paddedRows(step.rows);
  let i = id.x;
  if (i < rows && id.z == 0u) {
    var pick = 0u;
    if (i < step.rows) {
      pick = i;
      if (step.images > 0u) {
        let position = step.position + i;
        pick = permuted(step.images, step.seed, step.epoch + position / step.images, position % step.images);
      }
    }
    picks[step.picksAt + i] = pick;
  }
  // A latent of 0 means that nothing is random. A pair starts at an even index, which may be one before the
  // first.
  let block = step.normals[id.z];
  let numbers = rows * step.latent;
  let odd = block.first & 1u;
  if (2u * i < numbers + odd && numbers > 0u) {
    let pair = normalPair(step.seed, block.purpose, step.draw, (block.first >> 1u) + i);
    let at = step.noiseAt + id.z * numbers + 2u * i - odd;
    if (2u * i >= odd) {
      noise[at] = pair.x;
    }
    if (2u * i + 1u - odd < numbers) {
      noise[at + 1u] = pair.y;
    }
  }
}
