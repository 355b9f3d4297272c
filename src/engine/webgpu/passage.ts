/** The products of a convolution's passage from one image to the other, from what a dense layer's product would be. */
import type { Layer } from '../../model/layout';
import { MAX_GRIDS, type Passage } from './convolution';
import { NOTHING } from './dispatch';
import type { PlacedWindows } from './gather';
import { quads } from './memory';
import type { Product } from './product';

type Direction = Passage['to'];

export const forwardOf = ({ kind }: Layer): Direction => (kind === 'convolution' ? 'small' : 'large');
export const backwardOf = ({ kind }: Layer): Direction => (kind === 'convolution' ? 'large' : 'small');

/** `bytes`: whether the large image is read from the data set. */
export function passageOf(w: PlacedWindows, to: Direction, bytes: boolean): Passage {
  const { form, largeChannels, repeated } = w;
  const channels = form === 'packed' ? largeChannels : 1;
  return to === 'small'
    ? { to, from: bytes ? 'bytes' : form, into: 'padded', channels }
    : { to, from: repeated ? 'repeated' : 'padded', into: form, channels };
}

/**
 * Of `whole`, where images are rows. Ends of layers get a row for each pixel, so strides are those of pixels, except
 * where four pixels are packed in a vec4.
 */
export function productsOf(w: PlacedWindows, { to, into }: Passage, whole: Partial<Product>): Product[] {
  const channels = to === 'small' ? w.smallChannels : w.largeChannels;
  const columns = quads(channels);
  const rows =
    into === 'packed'
      ? { columns: channels, columnEnd: channels * w.large ** 2 }
      : { columns, columnEnd: channels, cStride: columns, sideStride: columns };
  const list = (to === 'small' ? w.down : w.up).map(
    (grid): Product => ({ ...NOTHING, ...whole, ...grid, ...rows }),
  );
  // Those that are not used have no positions.
  return [...list, ...Array<Product>(MAX_GRIDS - list.length).fill(NOTHING)];
}
