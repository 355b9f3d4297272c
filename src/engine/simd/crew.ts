/**
 * The threads of one engine and how they keep step: thread 0, the engine's own, gives orders; all obey the
 * same order at once, each its part; and they meet where one needs what another has written. All through a
 * few words of the memory that they share. It knows nothing of what is ordered.
 *
 * Alone, thread 0 waits for nobody, and the memory need not be shared.
 */

/** Places of the words. */
const ORDERS = 0;
const SIZE = 1;
const ARRIVED = 2;
const MEETINGS = 3;
const TAKEN = 4;
const BROKEN = 5;
const NUMBERS_AT = 64;
const NUMBERS = 32;
export const BOARD_BYTES = NUMBERS_AT + 8 * NUMBERS;

/** Looks at a word before a thread lies down to sleep: some 50 µs, as long as waking up takes. */
const LOOKS = 10_000;
/** After so many slices of sleep thread 0 gives the others up. In slices, so that a closed lid counts as one. */
const SLICE_MS = 1000;
const PATIENCE = 10;

/** The order that is the crew's own: those from the given index on go home. */
const DISMISS = -1;

export class Crew {
  readonly index: number;
  readonly #words: Int32Array;
  readonly #numbers: Float64Array;
  #resting = false;

  /** `board` is the place of BOARD_BYTES in the memory, zero at first. */
  constructor(memory: WebAssembly.Memory, board: number, index = 0) {
    this.index = index;
    this.#words = new Int32Array(memory.buffer, board, NUMBERS_AT / 4);
    this.#numbers = new Float64Array(memory.buffer, board + NUMBERS_AT, NUMBERS);
    if (index === 0) this.#words[SIZE] = 1;
  }

  /** Threads that obey. */
  get size(): number {
    return this.#resting ? 1 : this.#words[SIZE];
  }

  /** Orders given so far: where a newcomer begins to listen. */
  get orders(): number {
    return this.#words[ORDERS];
  }

  /** Thread 0: the others hear of no orders until it is over, and it does all alone. */
  rest(resting: boolean): void {
    this.#resting = resting;
  }

  /** Thread 0, when newcomers listen. */
  grow(size: number): void {
    this.#words[SIZE] = size;
  }

  /** Thread 0: those from `size` on go home. */
  shrink(size: number): void {
    this.lead([DISMISS, size], () => {});
    this.#words[SIZE] = size;
  }

  /**
   * Thread 0: all obey `order`, itself by `work`; returns when all have done so. Throws when one of them
   * failed, or does not come; the crew is of no use then.
   */
  lead(order: readonly number[], work: () => void): void {
    this.#check();
    this.#numbers.set(order);
    this.#words[TAKEN] = 0;
    if (!this.#resting) this.#change(ORDERS);
    try {
      work();
      this.meet();
    } catch (error) {
      this.abandon();
      throw error;
    }
  }

  /** The others: obeys what is ordered after order number `seen`, until it is sent home or the crew breaks. */
  follow(seen: number, obey: (order: Float64Array) => void): void {
    try {
      for (let last = seen; ; last = (last + 1) | 0) {
        this.#await(ORDERS, last);
        this.#check();
        const [kind, size] = this.#numbers;
        if (kind !== DISMISS) obey(this.#numbers);
        this.meet();
        if (kind === DISMISS && this.index >= size) return;
      }
    } catch {
      this.abandon();
    }
  }

  /** Nobody goes on until all are here; what they wrote before is seen by all after. */
  meet(): void {
    const words = this.#words;
    // Read before: once all have arrived, thread 0 may send some home.
    const { size } = this;
    if (size === 1) return;
    const meeting = Atomics.load(words, MEETINGS);
    if (Atomics.add(words, ARRIVED, 1) === size - 1) {
      Atomics.store(words, ARRIVED, 0);
      this.#change(MEETINGS);
    } else {
      this.#await(MEETINGS, meeting);
    }
    this.#check();
  }

  /** The next number of 0, 1, 2 … in this order, which no other thread gets. */
  take(): number {
    return Atomics.add(this.#words, TAKEN, 1);
  }

  /** Something broke: nobody waits any longer. */
  abandon(): void {
    Atomics.store(this.#words, BROKEN, 1);
    this.#change(MEETINGS);
    this.#change(ORDERS);
  }

  #check(): void {
    if (Atomics.load(this.#words, BROKEN)) throw new Error('a thread of the engine has failed');
  }

  #change(word: number): void {
    Atomics.add(this.#words, word, 1);
    Atomics.notify(this.#words, word);
  }

  /** Until the word is no longer `before`. */
  #await(word: number, before: number): void {
    for (let i = 0; i < LOOKS; i++) if (Atomics.load(this.#words, word) !== before) return;
    for (let slices = 0; Atomics.wait(this.#words, word, before, SLICE_MS) === 'timed-out'; slices++) {
      if (this.index === 0 && slices >= PATIENCE) throw new Error('a thread of the engine does not answer');
    }
  }
}
