/**
 * Offers bytes to the reader as a file.
 */
export function download(name: string, bytes: Uint8Array<ArrayBuffer>, type = 'application/octet-stream') {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser needs the address until it has started to read; in some browsers the next task is too early.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
