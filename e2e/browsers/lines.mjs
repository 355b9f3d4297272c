/**
 * Lines of text as a browser breaks them. The exports run in the page, like those of `pageSide.mjs`, and may
 * call them.
 */

/** @typedef {{ text: string, top: number, bottom: number }} Line */

/**
 * Every visible line, by its block: the nearest ancestor of the text that is not inline. Blocks with the
 * style, the width and the text of one in `known` are left out, and the others added: reading all takes half a second.
 * @param {Document} page @param {Set<string>} known
 */
export function linesOf(page, known) {
  /** @type {Set<Element>} */
  const leftOut = new Set();
  /** @type {Map<Element, Line[]>} */
  const all = new Map();
  const range = page.createRange();
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    let block = node.parentElement;
    if (!block?.checkVisibility({ visibilityProperty: true }) || block.closest('svg, math, select')) continue;
    while (block.parentElement && getComputedStyle(block).display.startsWith('inline'))
      block = block.parentElement;
    // Text for screen readers alone has no visible lines.
    if (block.clientWidth <= 1) continue;
    if (leftOut.has(block)) continue;
    const lines = all.get(block) ?? [];
    if (!all.has(block)) {
      const state = `${block.className} ${block.clientWidth} ${block.textContent}`;
      if (known.has(state)) {
        leftOut.add(block);
        continue;
      }
      known.add(state);
      all.set(block, lines);
    }
    let at = 0;
    for (const character of node.textContent ?? '') {
      range.setStart(node, at);
      at += character.length;
      range.setEnd(node, at);
      // For the first character of a line WebKit also returns the empty box where the line before ends.
      const box = [...range.getClientRects()].find(({ width }) => width > 0);
      const line = lines.at(-1);
      if (!character.trim()) {
        if (line) line.text += ' ';
      } else if (box) {
        const middle = (box.top + box.bottom) / 2;
        // A raised or lowered character is still between the top and the bottom of its line.
        if (line && middle > line.top && middle < line.bottom) line.text += character;
        else lines.push({ text: character, top: box.top, bottom: box.bottom });
      }
    }
  }
  return all;
}

/**
 * Lines that Chinese typesetting forbids: those that begin with a closing mark, and those of marks alone
 * where their text has other lines as well. Each is returned with its text.
 * @param {Document} page @param {Set<string>} known as in `linesOf` @returns {string[]}
 */
export function brokenBadly(page, known) {
  const closing = /^[，。；：、）》」』】”’！？]/;
  const marksAlone = /^[\p{P}\s]+$/u;
  return [...linesOf(page, known)].flatMap(([block, lines]) =>
    lines
      .filter(({ text }) => closing.test(text) || (lines.length > 1 && marksAlone.test(text)))
      .map(({ text }) => `“${text.trim()}” is a line of: ${block.textContent}`),
  );
}

/**
 * The badly broken lines of the page in a frame, after each click on one of its buttons.
 * @param {HTMLIFrameElement} frame @param {string} selector of the buttons @returns {Promise<string[]>}
 */
export async function badLinesIn(frame, selector) {
  const page = /** @type {Document} */ (frame.contentDocument);
  /** @type {Set<string>} */
  const known = new Set();
  /** @type {Set<string>} */
  const bad = new Set();
  for (const button of page.querySelectorAll(selector)) {
    /** @type {HTMLElement} */ (button).click();
    // Some words appear a moment after what they describe.
    await new Promise((next) => setTimeout(next, 350));
    await new Promise((next) => requestAnimationFrame(next));
    for (const line of brokenBadly(page, known)) bad.add(line);
    /** @type {HTMLDialogElement | null} */ (page.querySelector('dialog[open]'))?.close();
  }
  return [...bad].map((line) => `${frame.style.width}: ${line}`);
}
