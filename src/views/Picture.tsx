/** A small image of 28 × 28 bytes, framed in the colour of a concept. The large digit is DigitView. */
import { useEffect, useRef } from 'react';
import { IMAGE_SIDE, INPUT_SIZE } from '../model/spec';
import { classes } from '../ui/classes';
import { createDrawer } from '../ui/frame';
import layout from '../ui/layout.module.css';
import styles from './ModelDiagram.module.css';
import { inColour } from './ModelDiagramParts';

export type Concept = 'input' | 'decoder';

/** Black with ink as its alpha channel: the background shows through, and the dark theme inverts it. */
function paint(canvas: HTMLCanvasElement, bytes: Uint8Array | null): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const image = context.createImageData(IMAGE_SIDE, IMAGE_SIDE);
  if (bytes) for (let i = 0; i < INPUT_SIZE; i++) image.data[4 * i + 3] = bytes[i];
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
  useEffect(() => {
    const drawer = createDrawer(() => {
      if (canvas.current) paint(canvas.current, read());
      return false;
    });
    drawer.mark();
    const leave = subscribe(drawer.mark);
    return () => {
      leave();
      drawer.stop();
    };
  }, [read, subscribe]);
  return (
    <span className={classes(layout.fixed, styles.picture)} style={inColour(concept)}>
      <canvas ref={canvas} width={IMAGE_SIDE} height={IMAGE_SIDE} role="img" aria-label={name} />
    </span>
  );
}
