/** Reads files of any kind, alone, in folders or in archives, into sets of images and lists of labels. */
import { GREY_28, type ImageForm } from '../../experiment/dataShape';
import { type Problem, ProblemError } from '../../experiment/problem';
import { gunzip } from '../gunzip';
import { Budget } from './budget';
import { readCsv } from './csv';
import { readIdx } from './idxArray';
import { isLabelShape, type Labels, textLabels, toLabels } from './labels';
import { LIMITS } from './limits';
import type { Note } from './notes';
import { readNpy } from './npy';
import type { NumberArray } from './numbers';
import { type Decode, type PictureFile, type PictureSet, pictureSets } from './pictureSet';
import { type Part, partOf } from './roles';
import { foreignFormat, sniff } from './sniff';
import { imageShape, toImages } from './toImages';
import { bytesOf, entriesOf } from './zip';

export interface OwnFile {
  /** With its folders, where it came in some. */
  name: string;
  bytes: Uint8Array;
}

export interface Holdings {
  sets: PictureSet[];
  labels: { labels: Labels; part: Part | null }[];
  notes: Note[];
}

/** Archives in archives are opened so far. */
const DEPTH = 2;
/** What file managers leave in folders. */
const LITTER = /(^|\/)(__MACOSX\/|\.[^/]+$|Thumbs\.db$|desktop\.ini$)/i;

/** Throws the problem of the first file that is damaged, or, where no file holds images, of the first at all. */
export async function gather(
  files: readonly OwnFile[],
  decode: Decode,
  form: ImageForm = GREY_28,
): Promise<Holdings> {
  const gathered = new Gatherer(form);
  if (files.length > LIMITS.files)
    throw new ProblemError('data.tooMany', { file: files[0].name, limit: LIMITS.files });
  for (const file of files) await gathered.add(file, 0);
  return gathered.end(decode);
}

class Gatherer {
  /** Images of this form are kept as they are. */
  private readonly form: ImageForm;
  private readonly budget = new Budget();
  private readonly sets: PictureSet[] = [];
  private readonly labels: Holdings['labels'] = [];
  private readonly notes: Note[] = [];
  private readonly pictures: PictureFile[] = [];
  private readonly strangers: { file: string; problem: Problem }[] = [];
  /** Labels that cannot be read, which is no reason to lose the images. */
  private readonly lost: { file: string; problem: Problem }[] = [];

  constructor(form: ImageForm) {
    this.form = form;
  }

  async add({ name, bytes: given }: OwnFile, depth: number): Promise<void> {
    if (LITTER.test(name)) return;
    const { budget } = this;
    const packed = given[0] === 0x1f && given[1] === 0x8b;
    const inspect = (head: Uint8Array) => refuseZeros(head, name);
    const bytes = packed ? await gunzip(given, { file: name, limit: budget.remaining, inspect }) : given;
    // The bytes of an archive's entry are counted as they are unpacked.
    if (packed || depth === 0) budget.take(bytes.length, name);
    const kind = sniff(bytes);
    switch (kind) {
      case 'idx': {
        this.addIdx(bytes, name);
        return;
      }
      case 'npy':
        this.addArray(readNpy(bytes, withoutSuffix(name), budget));
        return;
      case 'zip':
        if (depth === DEPTH) this.strange(name, { code: 'file.unknown', params: { file: name } });
        else await this.addArchive(bytes, name, depth);
        return;
      case 'png':
      case 'picture':
        this.pictures.push({ name, bytes, kind });
        return;
      case 'text':
        this.addText(bytes, name);
        return;
      case 'webPage':
        throw new ProblemError('idx.webPage', { file: name });
      case 'empty':
        throw new ProblemError('idx.empty', { file: name });
      case 'unknown':
        this.strange(name, problemOf(bytes, name));
        return;
      default:
        kind satisfies never;
    }
  }

  private async addArchive(bytes: Uint8Array, file: string, depth: number): Promise<void> {
    for (const entry of entriesOf(bytes, file)) {
      if (LITTER.test(entry.name) || entry.size === 0) continue;
      const name = `${file}/${entry.name}`;
      try {
        const [before, known] = [this.budget.remaining, this.sets.length];
        const unpacked = bytesOf(bytes, entry, name, this.budget);
        await this.add({ name, bytes: unpacked }, depth + 1);
        // Of an array that was converted, only the images are kept.
        const made = this.sets.slice(known).map(({ pictures }) => pictures.images);
        if (made.length > 0 && made.every((images) => images.buffer !== unpacked.buffer))
          this.budget.keepOnly(
            before,
            made.reduce((sum, images) => sum + images.length, 0),
          );
      } catch (error) {
        // Archives hold texts, names of classes and web pages beside their data.
        if (!(error instanceof ProblemError) || !BESIDE.includes(error.problem.code)) throw error;
        this.strange(name, error.problem);
      }
    }
  }

  private addIdx(bytes: Uint8Array, name: string): void {
    try {
      const { array, notes } = readIdx(bytes, name, this.budget);
      this.notes.push(...notes);
      this.addArray(array);
    } catch (error) {
      // Images are one axis for their number, and two more.
      if (!(error instanceof ProblemError) || bytes[3] > 2) throw error;
      this.lost.push({ file: name, problem: error.problem });
    }
  }

  private addArray(array: NumberArray): void {
    const { name, shape } = array;
    const part = partOf(name);
    if (shape.length === 1 || (shape.length > 1 && !imageShape(shape) && isLabelShape(shape)))
      this.labels.push({ labels: toLabels(array), part });
    else if (!imageShape(shape))
      this.strange(name, { code: 'data.shape', params: { file: name, shape: shape.join(' × ') || '1' } });
    else
      this.sets.push({ pictures: toImages(array, this.notes, this.budget, this.form), labels: null, part });
  }

  private addText(bytes: Uint8Array, name: string): void {
    let table: ReturnType<typeof readCsv>;
    try {
      table = readCsv(bytes, name, this.budget);
    } catch (error) {
      // Any text is a table of one column.
      if (!(error instanceof ProblemError) || error.problem.code !== 'data.columns') throw error;
      this.strange(name, error.problem);
      return;
    }
    const pictures = toImages(table.images, this.notes, this.budget, this.form);
    const labels = table.labels && textLabels(table.labels.slice(0, pictures.count), name);
    this.sets.push({ pictures, labels, part: partOf(name) });
  }

  private strange(file: string, problem: Problem): void {
    this.strangers.push({ file, problem });
  }

  async end(decode: Decode): Promise<Holdings> {
    const { sets, labels, notes, pictures, strangers } = this;
    if (pictures.length > 0)
      sets.push(...(await pictureSets(pictures, decode, notes, this.budget, this.form)));
    if (sets.length === 0) {
      const [problem] = [...this.lost, ...strangers].map((one) => one.problem);
      if (problem) throw ProblemError.of(problem);
      throw new ProblemError('data.noImages');
    }
    for (const { file } of this.lost) notes.push({ code: 'labelsDamaged', params: { file } });
    if (strangers.length > 0)
      notes.push({ code: 'strangers', params: { file: strangers[0].file, count: strangers.length } });
    return { sets, labels, notes };
  }
}

/** Problems of an archive's entry that is merely something else. */
const BESIDE: Problem['code'][] = [
  'data.type',
  'idx.webPage',
  'idx.empty',
  'data.line',
  'data.columns',
  'data.shape',
];

const withoutSuffix = (name: string) => name.replace(/\.npy$/i, '');

function problemOf(bytes: Uint8Array, file: string): Problem {
  const format = foreignFormat(bytes);
  return format
    ? { code: 'data.format', params: { file, format } }
    : { code: 'file.unknown', params: { file } };
}

/** A gzip bomb of zeros is refused at its first bytes: no format begins with four of them. */
function refuseZeros(head: Uint8Array, file: string): void {
  if (head.length >= 16 && head.every((byte) => byte === 0)) throw new ProblemError('idx.magic', { file });
}
