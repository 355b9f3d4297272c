/** Opens checkpoints and data, distinguished by their content; fetched when the first file is opened. */
import { foreignModel } from '../data/formats/models';
import { ProblemError, toProblem } from '../experiment/problem';
import { notify } from './notices';
import { showOwnFiles } from './ownFiles';
import * as session from './session';

/** Larger than any checkpoint of ours, smaller than what would crash the tab. */
const MAX_FILE = 2 ** 30;
const HEAD = 8192;
/** Files that are looked at together: a folder may have tens of thousands. */
const AT_ONCE = 100;

export async function openFiles(
  files: readonly File[],
  names: readonly string[] = files.map((file) => file.webkitRelativePath || file.name),
): Promise<void> {
  const data: { name: string; file: File }[] = [];
  const checkpoints: File[] = [];
  const heads = await headsOf(files);
  for (const [i, file] of files.entries()) {
    if (file.size > MAX_FILE) throw new ProblemError('data.tooLarge', { file: file.name, limit: MAX_FILE });
    const head = heads[i];
    if (isCheckpoint(head)) checkpoints.push(file);
    else {
      const model = foreignModel(head);
      if (model) notify({ code: 'checkpoint.foreign', params: { file: file.name, ...model } });
      else data.push({ name: names[i], file });
    }
  }
  // What is wrong with the data is no reason to leave the model out.
  if (data.length > 0) await showOwnFiles(data).catch((error) => notify(toProblem(error)));
  for (const file of checkpoints.slice(-1))
    await session.importCheckpoint(new Uint8Array(await file.arrayBuffer()));
}

async function headsOf(files: readonly File[]): Promise<Uint8Array[]> {
  const heads: Uint8Array[] = [];
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const some = files.slice(at, at + AT_ONCE).map((file) => file.slice(0, HEAD).arrayBuffer());
    heads.push(...(await Promise.all(some)).map((bytes) => new Uint8Array(bytes)));
  }
  return heads;
}

/** Safetensors is a 64-bit length, and a brace. */
const isCheckpoint = (head: Uint8Array): boolean =>
  head.length > 8 && head[8] === 0x7b && head[5] === 0 && head[6] === 0 && head[7] === 0;
