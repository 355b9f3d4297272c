/** Mathematics that is data, as MathML. React's types know none of its elements; React itself does. */
import { createElement, type ReactNode } from 'react';

/** An element that holds a text, or others. */
export type MathNode = { tag: string; text: string } | { tag: string; of: readonly MathNode[] };

export const math = (
  tag: string,
  props: Record<string, unknown>,
  children: readonly ReactNode[],
): ReactNode => createElement(tag, props, ...children);

/** After a weight, and after the name of a function. */
export const SPACE = math('mspace', { width: '0.17em' }, []);

/** Functions that are written without brackets, and so need room before what they are of. */
const FUNCTIONS = ['log', 'ln', 'min', 'max', 'sin', 'cos', 'dim', 'diag'];
const isFunction = (node: MathNode) => 'text' in node && FUNCTIONS.includes(node.text);

/** Brackets and bars are as high as the line: what is within them never is higher by much. */
export function setMath(node: MathNode): ReactNode {
  // The room comes after a function's index, not before it.
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
