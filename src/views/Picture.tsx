/** A small image of the run, framed in the colour of a concept. The large digit is DigitView. */
import { useEffect, useRef } from 'react';
import type { ImageForm } from '../experiment/dataShape';
import { useForm } from '../state/form';
import { classes } from '../ui/classes';
import { createDrawer } from '../ui/frame';
import layout from '../ui/layout.module.css';
import styles from './ModelDiagram.module.css';
import { inColour } from './ModelDiagramParts';

export type Concept = 'input' | 'decoder';

/**
 * Grey: black with ink as its alpha channel, so that the background shows through and the dark theme inverts it. Colour:
 * opaque.
 */
function paint(canvas: HTMLCanvasElement, bytes: Uint8Array | null, { side, channels }: ImageForm): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const image = context.createImageData(side, side);
  if (bytes?.length === side * side * channels)
    for (let i = 0; i < side * side; i++)
      if (channels === 1) image.data[4 * i + 3] = bytes[i];
      else image.data.set([bytes[3 * i], bytes[3 * i + 1], bytes[3 * i + 2], 255], 4 * i);
  context.putImageData(image, 0, 0);
}

/** `read` returns the present bytes; `subscribe` calls back when they have changed. */
export function Picture(props: {
  name: string;
  concept: Concept;
  read: () => Uint8Array | null;
  subscribe: (changed: () => void) => () => void;
}) {
  const { name, concept, read, subscribe } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const form = useForm();
  useEffect(() => {
    const drawer = createDrawer(() => {
      if (canvas.current) paint(canvas.current, read(), form);
      return false;
    });
    drawer.mark();
    const leave = subscribe(drawer.mark);
    return () => {
      leave();
      drawer.stop();
    };
  }, [read, subscribe, form]);
  return (
    <span className={classes(layout.fixed, styles.picture)} style={inColour(concept)}>
      <canvas
        ref={canvas}
        width={form.side}
        height={form.side}
        data-colour={form.channels > 1}
        role="img"
        aria-label={name}
      />
    </span>
  );
}
