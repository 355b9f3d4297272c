/**
 * Tells a page that embeds this one what the reader has reached, so that a course can record it:
 * `{ source: 'latent-playground', type: 'task' | 'lesson', id, passed, value }` to the parent window. Nothing else is ever
 * sent, and no message from outside is read.
 */

export interface Report {
  source: 'latent-playground';
  /** A step of a lesson or a thing to try, or a whole lesson. */
  type: 'task' | 'lesson';
  /** `kl-rises`, `kl-rises/price`, or the name of a thing to try. */
  id: string;
  passed: true;
  /** The number with which the check was passed; for a lesson, the number of right predictions; null: none. */
  value: number | null;
}

/** To any origin: which page embeds this one is unknown, and nothing here is secret. */
export function report({ type, id, value }: Pick<Report, 'type' | 'id' | 'value'>): void {
  if (typeof window === 'undefined' || window.parent === window) return;
  const message: Report = { source: 'latent-playground', type, id, passed: true, value };
  window.parent.postMessage(message, '*');
}
