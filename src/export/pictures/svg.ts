/** Pictures are made as SVG; a PNG is the same picture, drawn by the browser at a multiple of its size. */

/** What stands below a picture: what it shows, its settings, and the page's address with them. */
export interface Caption {
  title: string;
  text: string;
  link: string;
}

export interface Picture {
  svg: string;
  width: number;
  height: number;
}

/** A coordinate, to a tenth of a pixel. */
export const tenth = (pixels: number): number => Math.round(10 * pixels) / 10;

export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const MARGIN = 16;
const LINE = 18;
const SIZE = 13;
/** Mean width of a letter, in multiples of its height; of Chinese ones, twice that. */
const LETTER = 0.55;

/** A frame of `width` with `body` (an SVG of width × height at its origin) and the caption below it. */
export function framed(
  body: string,
  {
    width,
    height,
    caption,
    ink,
    paper,
  }: { width: number; height: number; caption: Caption; ink: string; paper: string },
): Picture {
  const lines = wrapped(caption.text, width);
  const rows = [
    { text: caption.title, bold: true },
    ...lines.map((text) => ({ text, bold: false })),
    ...wrapped(caption.link, width).map((text) => ({ text, bold: false })),
  ];
  const whole = { width: width + 2 * MARGIN, height: height + 2 * MARGIN + rows.length * LINE + 8 };
  const texts = rows.map(
    ({ text, bold }, i) =>
      `<text x="${MARGIN}" y="${MARGIN + height + 8 + (i + 0.8) * LINE}"${bold ? ' font-weight="600"' : ''}>${escaped(text)}</text>`,
  );
  return {
    ...whole,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${whole.width} ${whole.height}" width="${whole.width}" height="${whole.height}" role="img" font-family="system-ui, sans-serif" font-size="${SIZE}" fill="${ink}"><title>${escaped(`${caption.title}. ${caption.text}`)}</title><rect width="100%" height="100%" fill="${paper}"/><g transform="translate(${MARGIN} ${MARGIN})">${body}</g>${texts.join('')}</svg>\n`,
  };
}

/** Lines that fit; a long word is cut. */
function wrapped(text: string, width: number): string[] {
  const most = Math.floor(width / (SIZE * LETTER));
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const end = () => {
    if (line) lines.push(line);
    [line, used] = ['', 0];
  };
  for (const word of text.split(/(?<=[\s，、])/)) {
    const size = (letters: string) => [...letters].reduce((sum, one) => sum + (one > '⺀' ? 2 : 1), 0);
    if (used + size(word.trimEnd()) > most) end();
    for (const letter of word) {
      if (used + size(letter) > most && letter !== ' ') end();
      line += letter;
      used += size(letter);
    }
  }
  end();
  return lines.map((one) => one.trimEnd());
}

/** The picture on a canvas, `scale` times as large; null where the browser cannot draw it. */
export async function canvasWith(
  { svg, width, height }: Picture,
  scale: number,
): Promise<HTMLCanvasElement | null> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas;
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The picture as PNG, `scale` times as large; null where the browser cannot draw it. */
export async function rasterised(picture: Picture, scale: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const canvas = await canvasWith(picture, scale);
  const blob = await new Promise<Blob | null>((resolve) => (canvas ? canvas.toBlob(resolve) : resolve(null)));
  return blob && new Uint8Array(await blob.arrayBuffer());
}
