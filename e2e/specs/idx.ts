/** Small IDX files, like those of a reader. */

export function idxImages(count: number, side = 28): Buffer {
  const file = Buffer.alloc(16 + count * side * side);
  file.writeUInt32BE(0x803, 0);
  file.writeUInt32BE(count, 4);
  file.writeUInt32BE(side, 8);
  file.writeUInt32BE(side, 12);
  // A disc that moves and grows with the image's number.
  for (let i = 0; i < count; i++) {
    const cx = 8 + ((i * 7) % 12);
    const cy = 8 + ((i * 5) % 12);
    const radius = 3 + (i % 4);
    for (let p = 0; p < side * side; p++) {
      const distance = Math.hypot((p % side) - cx, Math.floor(p / side) - cy);
      file[16 + i * side * side + p] = distance < radius ? 255 : 0;
    }
  }
  return file;
}

export function idxLabels(count: number, label = (i: number) => i % 4): Buffer {
  const file = Buffer.alloc(8 + count);
  file.writeUInt32BE(0x801, 0);
  file.writeUInt32BE(count, 4);
  for (let i = 0; i < count; i++) file[8 + i] = label(i);
  return file;
}
