declare module '*?simd' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

declare module '*?relaxed-simd' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

declare module '*?simd-shared' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

declare module '*?relaxed-simd-shared' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
