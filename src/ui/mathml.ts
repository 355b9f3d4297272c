/** Formulas as data, rendered as MathML. React renders these elements, but its types do not know them. */
import { createElement, type ReactNode } from 'react';

/** An element that contains text, or other elements. */
export type MathNode = { tag: string; text: string } | { tag: string; of: readonly MathNode[] };

export const math = (
  tag: string,
  props: Record<string, unknown>,
  children: readonly ReactNode[],
): ReactNode => createElement(tag, props, ...children);

/** Used after a weight, and after the name of a function. */
export const SPACE = math('mspace', { width: '0.17em' }, []);

/** Functions written without brackets, which need a space before their argument. */
const FUNCTIONS = ['log', 'ln', 'min', 'max', 'sin', 'cos', 'dim', 'diag'];
const isFunction = (node: MathNode) => 'text' in node && FUNCTIONS.includes(node.text);

/** Brackets and bars do not stretch, as their contents are hardly higher than the line. */
export function setMath(node: MathNode): ReactNode {
  // The space follows the function's index, if it has one.
  const named = 'of' in node && node.tag.startsWith('msu') ? node.of[0] : node;
  return isFunction(named) ? math('mrow', {}, [bare(node), SPACE]) : bare(node);
}

const bare = (node: MathNode): ReactNode =>
  'text' in node
    ? math(node.tag, node.tag === 'mo' ? { stretchy: 'false' } : {}, [node.text])
    : math(
        node.tag,
        {},
        node.of.map((inside) =>
          isFunction(inside) && node.tag.startsWith('msu') ? bare(inside) : setMath(inside),
        ),
      );
