/** Programs for a configuration, by library: one line each. */
import { jax } from './jax';
import { keras } from './keras';
import { pytorch } from './pytorch';
import { type CodeFile, IMAGES, type Subject } from './settings';
import { tensorflowjs } from './tensorflowjs';

export type { CodeFile, Subject };
export { IMAGES };

const printers = { pytorch, keras, jax, tensorflowjs } satisfies Record<
  string,
  (subject: Subject) => CodeFile
>;

export type Target = keyof typeof printers;

/** In the order of the page, with the names that need no translation. */
export const targets: readonly { id: Target; name: string; filename: string }[] = [
  { id: 'pytorch', name: 'PyTorch', filename: 'latent_playground_pytorch.py' },
  { id: 'keras', name: 'Keras 3', filename: 'latent_playground_keras.py' },
  { id: 'jax', name: 'JAX', filename: 'latent_playground_jax.py' },
  { id: 'tensorflowjs', name: 'TensorFlow.js', filename: 'latent_playground_tensorflow.mjs' },
];

export const codeFor = (target: Target, subject: Subject): CodeFile => printers[target](subject);
