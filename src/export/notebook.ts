/** A printed Python program as a Jupyter notebook (nbformat 4.5): its parts as cells, ready to be run one by one. */

/** `text` as in `code/`: a docstring, then definitions that are two blank lines apart, and a call of main at the end. */
export function notebookOf(text: string): string {
  const [, docstring, program] = /^"""([\s\S]*?)"""\n([\s\S]*)$/.exec(text) ?? ['', '', '', text];
  const [title, ...rest] = docstring.split('\n');
  const parts = program
    .replace(/\n\n\nif __name__ == "__main__":\n {4}main\(\)\n$/, '\n\n\nmain()\n')
    .split(/\n{3,}/)
    .map((part) => part.trim())
    .filter((part) => part);
  const cells = [
    {
      cell_type: 'markdown',
      id: 'about',
      metadata: {},
      source: lines([`# ${title}`, ...rest].join('\n').trim()),
    },
    ...parts.map((part, i) => ({
      cell_type: 'code',
      id: `cell-${i + 1}`,
      metadata: {},
      execution_count: null,
      outputs: [],
      source: lines(part),
    })),
  ];
  const metadata = {
    kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
    language_info: { name: 'python' },
  };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

/** As notebooks store text: lines with their ends. */
const lines = (text: string): string[] => text.split(/(?<=\n)/);
