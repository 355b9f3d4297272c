/**
 * The threads of one engine. Thread 0, the engine's own, dispatches commands; all threads execute each
 * command at the same time, each its part of it; and a barrier separates what one thread writes from what
 * another reads. They communicate through a few words of shared memory. The meaning of a command is up to the
 * caller.
 *
 * A group of one thread never waits, and its memory need not be shared.
 */

/** Offsets of the words. */
const DISPATCHES = 0;
const SIZE = 1;
const ARRIVED = 2;
const BARRIERS = 3;
const TAKEN = 4;
const BROKEN = 5;
const NUMBERS_AT = 64;
const NUMBERS = 32;
export const BOARD_BYTES = NUMBERS_AT + 8 * NUMBERS;

/** How often a word is polled before the thread sleeps: about 50 µs, as long as waking up takes. */
const POLLS = 10_000;
/**
 * Thread 0 gives up on the others after this many slices of sleep. Slices, because a closed laptop then
 * counts as one.
 */
const SLICE_MS = 1000;
const MAX_SLICES = 10;

/** The group's own command: threads from the given index on exit. */
const EXIT = -1;

export class ThreadGroup {
  readonly index: number;
  readonly #words: Int32Array;
  readonly #numbers: Float64Array;
  #resting = false;

  /** `board` is the address of BOARD_BYTES in the memory, zero at first. */
  constructor(memory: WebAssembly.Memory, board: number, index = 0) {
    this.index = index;
    this.#words = new Int32Array(memory.buffer, board, NUMBERS_AT / 4);
    this.#numbers = new Float64Array(memory.buffer, board + NUMBERS_AT, NUMBERS);
    if (index === 0) this.#words[SIZE] = 1;
  }

  /** Number of threads that execute the next command. */
  get size(): number {
    return this.#resting ? 1 : this.#words[SIZE];
  }

  /** Number of commands dispatched so far: a new thread follows from here. */
  get dispatched(): number {
    return this.#words[DISPATCHES];
  }

  /**
   * Called by thread 0: while resting, the others get no commands, and thread 0 executes all of them alone.
   */
  rest(resting: boolean): void {
    this.#resting = resting;
  }

  /** Called by thread 0 once the new threads follow. */
  grow(size: number): void {
    this.#words[SIZE] = size;
  }

  /** Called by thread 0: threads from index `size` on exit. */
  shrink(size: number): void {
    this.dispatch([EXIT, size], () => {});
    this.#words[SIZE] = size;
  }

  /**
   * Called by thread 0: all threads execute `command`, this one by calling `work`. Returns when all have
   * finished. Throws when one of them has failed or does not respond; the group cannot be used afterwards.
   */
  dispatch(command: readonly number[], work: () => void): void {
    this.#check();
    this.#numbers.set(command);
    this.#words[TAKEN] = 0;
    if (!this.#resting) this.#change(DISPATCHES);
    try {
      work();
      this.barrier();
    } catch (error) {
      this.abandon();
      throw error;
    }
  }

  /**
   * Called by the other threads: executes each command after number `seen`, until a command to exit or a
   * failure of the group.
   */
  follow(seen: number, execute: (command: Float64Array) => void): void {
    try {
      for (let last = seen; ; last = (last + 1) | 0) {
        this.#await(DISPATCHES, last);
        this.#check();
        const [kind, size] = this.#numbers;
        if (kind !== EXIT) execute(this.#numbers);
        this.barrier();
        if (kind === EXIT && this.index >= size) return;
      }
    } catch {
      this.abandon();
    }
  }

  /** Returns when all threads have called it; what they wrote before is visible to all afterwards. */
  barrier(): void {
    const words = this.#words;
    // Read first: once all have arrived, thread 0 may shrink the group.
    const { size } = this;
    if (size === 1) return;
    const before = Atomics.load(words, BARRIERS);
    if (Atomics.add(words, ARRIVED, 1) === size - 1) {
      Atomics.store(words, ARRIVED, 0);
      this.#change(BARRIERS);
    } else {
      this.#await(BARRIERS, before);
    }
    this.#check();
  }

  /** The next number of 0, 1, 2 …; each number goes to one thread. */
  take(): number {
    return Atomics.add(this.#words, TAKEN, 1);
  }

  /** Marks the group as failed: no thread waits any longer. */
  abandon(): void {
    Atomics.store(this.#words, BROKEN, 1);
    this.#change(BARRIERS);
    this.#change(DISPATCHES);
  }

  #check(): void {
    if (Atomics.load(this.#words, BROKEN)) throw new Error('a thread of the engine has failed');
  }

  #change(word: number): void {
    Atomics.add(this.#words, word, 1);
    Atomics.notify(this.#words, word);
  }

  /** Waits until the word is no longer `before`. */
  #await(word: number, before: number): void {
    for (let i = 0; i < POLLS; i++) if (Atomics.load(this.#words, word) !== before) return;
    for (let slices = 0; Atomics.wait(this.#words, word, before, SLICE_MS) === 'timed-out'; slices++) {
      if (this.index === 0 && slices >= MAX_SLICES)
        throw new Error('a thread of the engine does not respond');
    }
  }
}
