/** The part of `window.playground` that makes files. What makes them is fetched with the first one. */
import type { Target } from '../export/code';
import type { ModelFormat, PictureFormat, PictureOf, TakenHome } from '../export/files';
import { namedValues, refuseUnless } from './arguments';

export type CodeTarget = Target | 'ipynb';

export interface ExportedFile {
  filename: string;
  bytes: Uint8Array;
}

const files = () => import('../export/files');

/** The one of `known` that a script has named. */
function oneOf<T extends string>(given: unknown, known: readonly T[], what: string): T {
  const found = known.find((one) => one === given);
  refuseUnless(found !== undefined, what);
  return found;
}

const exported = ({ filename, bytes }: TakenHome): ExportedFile => ({ filename, bytes });

export async function exportCode(options: { for: CodeTarget }): Promise<{ filename: string; text: string }> {
  const { targets } = await import('../export/code');
  const { for: given } = namedValues(options, 'options', ['for']);
  const target = oneOf<CodeTarget>(given, [...targets.map(({ id }) => id), 'ipynb'], 'for');
  const { codeOf, notebookFile } = await files();
  if (target !== 'ipynb') return codeOf(target);
  const { filename, bytes } = notebookFile();
  return { filename, text: new TextDecoder().decode(bytes) };
}

export async function exportModel(options: { format: ModelFormat }): Promise<ExportedFile> {
  const { MODEL_FORMATS, modelFile } = await files();
  const { format } = namedValues(options, 'options', ['format']);
  return exported(await modelFile(oneOf(format, MODEL_FORMATS, 'format')));
}

export async function exportPicture(options: {
  what: PictureOf;
  format: PictureFormat;
  scale?: number;
}): Promise<ExportedFile> {
  const { PICTURES, pictureFile } = await files();
  const { what, format, scale = 2 } = namedValues(options, 'options', ['what', 'format', 'scale']);
  refuseUnless(typeof scale === 'number' && scale >= 1 && scale <= 4, 'scale');
  return exported(
    await pictureFile(oneOf(what, PICTURES, 'what'), oneOf(format, ['png', 'svg'], 'format'), scale),
  );
}
