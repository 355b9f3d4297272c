/** Numbers of a step as text. */
import type { Numbers } from '../../i18n/numbers';

/** Four digits, tiny ones with a power of ten. */
export const digits = (value: number, { rounded }: Numbers): string => rounded(value, 4);

/** A latent number. */
export const latentText = (value: number, { fixed }: Numbers): string => fixed(value, 4);

/** A loss in nats. */
export const natsText = (value: number, { fixed }: Numbers): string => fixed(value, 3);

/** In brackets where it is negative, as the second factor of a product. */
export const factor = (text: string): string => (text.startsWith('−') ? `(${text})` : text);

/** + or − and its size, as a further term of a sum. */
export const signed = (text: string): string => (text.startsWith('−') ? `− ${text.slice(1)}` : `+ ${text}`);
