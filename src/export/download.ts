/** Offers bytes to the reader as a file. Pictures, code and other formats of a model will get files beside this one. */
export function download(name: string, bytes: Uint8Array<ArrayBuffer>, type = 'application/octet-stream') {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser needs the address until it has begun to read; the next task is too early in some.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
