/** Films that the browser records from a canvas while they are drawn, which takes as long as the film. */

export const VIDEO_KINDS = ['webm', 'mp4'] as const;
export type VideoKind = (typeof VIDEO_KINDS)[number];

/** What MediaRecorder calls each kind, the better first. */
const TYPES: Record<VideoKind, readonly string[]> = {
  webm: ['video/webm;codecs=vp9', 'video/webm'],
  mp4: ['video/mp4;codecs=avc1.640028', 'video/mp4'],
};

/** The kinds of video that this browser records, and their types; none where it records nothing. */
export function videoTypes(): { kind: VideoKind; type: string }[] {
  if (typeof MediaRecorder === 'undefined' || !('captureStream' in HTMLCanvasElement.prototype)) return [];
  return VIDEO_KINDS.flatMap((kind) => {
    const type = TYPES[kind].find((one) => MediaRecorder.isTypeSupported(one));
    return type === undefined ? [] : [{ kind, type }];
  });
}

/** A picture that stands still is drawn again after this time, since recorders end a film with its last new picture. */
const AGAIN_MS = 100;

/**
 * Records `count` pictures: `draw` draws one on the canvas and returns how long it is shown, in ms. Rejects with the
 * signal's reason once it is aborted, and with an Error where the browser cannot record.
 */
export async function recorded(
  canvas: HTMLCanvasElement,
  type: string,
  count: number,
  draw: (n: number) => number,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const recorder = new MediaRecorder(canvas.captureStream(), { mimeType: type });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise<void>((resolve, reject) => {
    recorder.onstop = () => resolve();
    recorder.onerror = () => reject(new Error('the browser could not record the film'));
  });
  recorder.start();
  try {
    for (let n = 0; n < count; n++) {
      const until = performance.now() + draw(n);
      for (let left = until - performance.now(); left > 0; left = until - performance.now()) {
        await new Promise((resolve) => setTimeout(resolve, Math.min(AGAIN_MS, left)));
        signal?.throwIfAborted();
        if (left > AGAIN_MS) draw(n);
      }
    }
  } finally {
    recorder.stop();
  }
  await stopped;
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
