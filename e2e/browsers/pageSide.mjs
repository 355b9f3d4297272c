/**
 * Functions that run in the page: `tab.run` sends them along with every other function, which may call them.
 */

/** The only matching element. @param {string} selector @returns {any} The caller knows its type. */
export function one(selector) {
  const found = document.querySelector(selector);
  if (!found) throw new Error(`there is no ${selector}`);
  return found;
}

/** The first matching element with exactly this text. @param {string} selector @param {string | null} text */
export function withText(selector, text) {
  const fitting = [...document.querySelectorAll(selector)];
  return fitting.find((element) => text === null || element.textContent?.trim() === text) ?? null;
}

/** @param {Element} element */
export function boxOf(element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left, top, width, x: left + width / 2, y: top + height / 2 };
}

/** Whether nothing covers the middle of the element, and it can be used. @param {string} selector @param {string | null} text */
export function isOnTop(selector, text) {
  const found = withText(selector, text);
  if (!found || found.matches(':disabled')) return false;
  found.scrollIntoView({ block: 'center' });
  const { x, y } = boxOf(found);
  return found.contains(document.elementFromPoint(x, y));
}

/** The box of an element once it has not moved for a quarter of a second. @param {string} selector */
export async function restingPlaceOf(selector) {
  let box = boxOf(one(selector));
  let since = performance.now();
  while (performance.now() - since < 250) {
    await new Promise((frame) => requestAnimationFrame(() => frame(null)));
    const now = boxOf(one(selector));
    if (now.x === box.x && now.y === box.y) continue;
    box = now;
    since = performance.now();
  }
  return box;
}

/** The coordinates of a probe on the plane. @param {string} probe @returns {number[]} */
export function placeOf(probe) {
  return [0, 1].map((axis) => Number(one(`${probe} > input:nth-of-type(${axis + 1})`).value));
}

/** Ink of a canvas that shows 28 × 28 pixels, each in one or more of its own: 784 bytes. @param {string} selector */
export function inkOf(selector) {
  const canvas = one(selector);
  const { width } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, width);
  const scale = width / 28;
  const dark = document.documentElement.dataset.theme === 'dark';
  return Uint8Array.from({ length: 784 }, (_, i) => {
    const row = Math.floor(i / 28) * scale + Math.floor(scale / 2);
    const column = (i % 28) * scale + Math.floor(scale / 2);
    const at = 4 * (row * width + column);
    // Unpainted pixels are transparent.
    if (data[at + 3] === 0) return 0;
    return dark ? data[at] : 255 - data[at];
  });
}

/**
 * Whether bytes equal pixels in [0, 1], to two grey levels.
 * @param {Uint8Array} ink @param {Float32Array} pixels
 */
export function isDrawnAs(ink, pixels) {
  return ink.every((byte, i) => Math.abs(byte / 255 - pixels[i]) <= 2.5 / 255);
}
