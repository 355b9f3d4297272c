/**
 * Keeps the page working when the browser translates it. A translator replaces React's text nodes: it wraps each in
 * <font> elements, or puts <font> elements with other words in its place. React still refers to its own nodes and
 * removes them, or inserts next to them, where they no longer are; the DOM throws, and the whole page disappears
 * (facebook/react#11538). Therefore an operation on a replaced node is applied to its replacement, and a text that
 * React changes is put back in place of its translation, which the translator then translates again.
 *
 * Numbers that change all the time are marked translate="no" where they are shown: there is nothing to translate in
 * them, and translating each change would slow the page down.
 */

/** The replacement of each text node that is no longer in the document. */
const standIns = new WeakMap<Node, Element>();

/** The child of `parent` that is, contains or replaces `child`; null if there is none. */
function inPlace(parent: Node, child: Node): Node | null {
  let at: Node | null = child.isConnected ? child : (standIns.get(child) ?? child);
  while (at && at.parentNode !== parent) at = at.parentNode;
  return at;
}

function guardTree(): void {
  const { removeChild, insertBefore } = Node.prototype;
  Node.prototype.removeChild = function <T extends Node>(child: T): T {
    const at = child.parentNode === this ? child : inPlace(this, child);
    // Already removed.
    if (at) removeChild.call(this, at);
    return child;
  };
  Node.prototype.insertBefore = function <T extends Node>(node: T, before: Node | null): T {
    const at = before === null || before.parentNode === this ? before : inPlace(this, before);
    return insertBefore.call(this, node, at) as T;
  };
}

const isWrapper = (node: Node | null | undefined): node is Element =>
  node instanceof Element && node.localName === 'font';

/** Records which <font> has replaced which text, and puts the text back when React changes it. */
function watchTexts(root: Node): void {
  const written = new MutationObserver((records) => {
    for (const { target } of records) {
      const standIn = standIns.get(target);
      if (target.isConnected || !standIn?.parentNode) continue;
      standIns.delete(target);
      standIn.parentNode.replaceChild(target, standIn);
    }
  });
  const replaced = new MutationObserver((records) => {
    for (const { removedNodes, addedNodes, previousSibling, nextSibling } of records) {
      for (const text of removedNodes) {
        if (text.nodeType !== Node.TEXT_NODE || text.isConnected) continue;
        const standIn = [...addedNodes, previousSibling, nextSibling].find(isWrapper);
        if (!standIn) continue;
        standIns.set(text, standIn);
        written.observe(text, { characterData: true });
      }
    }
  });
  replaced.observe(root, { childList: true, subtree: true });
}

/** Call once, before React renders into `root`. */
export function survivesTranslation(root: Node): void {
  guardTree();
  watchTexts(root);
}
