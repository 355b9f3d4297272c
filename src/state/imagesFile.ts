/** The images that the page learns from and is tested with, as one file. */
import { npzFile } from '../data/formats/write';
import { allImages } from './session';

/** An npz as Keras names its arrays. Rejects where no images are loaded. */
export const imagesNpz = async (): Promise<Uint8Array<ArrayBuffer>> => npzFile(await allImages());
