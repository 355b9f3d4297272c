/** The files of dropped folders, with their paths; fetched when a folder is dropped. */

/** So many files are taken; a whole disk is none of them. */
const MOST = 200_000;

export async function filesIn(
  entries: readonly (FileSystemEntry | null)[],
): Promise<{ name: string; file: File }[]> {
  const found: { name: string; file: File }[] = [];
  const open = entries.filter((entry) => entry !== null);
  for (let entry = open.pop(); entry && found.length < MOST; entry = open.pop()) {
    if (isFile(entry)) found.push({ name: entry.fullPath.replace(/^\//, ''), file: await fileOf(entry) });
    else if (isFolder(entry)) open.push(...(await membersOf(entry)));
  }
  return found;
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));

/** Browsers give the members of a folder in parts, the last of which is empty. */
async function membersOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}
