import { expect, test } from 'vitest';
import { filesIn } from './droppedFolders';

/** Entries as browsers give them: the members of a folder come in parts of two. */
const file = (fullPath: string) => ({
  isFile: true,
  isDirectory: false,
  fullPath,
  file: (found: (file: File) => void) => found(new File([fullPath], fullPath.split('/').at(-1) ?? '')),
});
const folder = (fullPath: string, members: object[]) => ({
  isFile: false,
  isDirectory: true,
  fullPath,
  createReader: () => {
    const left = [...members];
    return { readEntries: (found: (entries: object[]) => void) => found(left.splice(0, 2)) };
  },
});

test('F19: all files of folders in folders are found, with their paths', async () => {
  const signs = folder('/signs', [
    folder('/signs/0', [file('/signs/0/1.png'), file('/signs/0/2.png'), file('/signs/0/3.png')]),
    folder('/signs/1', []),
    file('/signs/.DS_Store'),
  ]);
  const found = await filesIn([signs, file('/alone.png'), null] as unknown as FileSystemEntry[]);
  expect(found.map(({ name }) => name).sort()).toEqual([
    'alone.png',
    'signs/.DS_Store',
    'signs/0/1.png',
    'signs/0/2.png',
    'signs/0/3.png',
  ]);
  expect(await found.find(({ name }) => name === 'signs/0/2.png')?.file.text()).toBe('/signs/0/2.png');
});
