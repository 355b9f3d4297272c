/**
 * One block of WebAssembly memory, divided once when a model is placed: nothing is allocated afterwards.
 * First all pieces are reserved, then `open` creates the memory and the views.
 */
import { ProblemError } from '../../experiment/problem';
import { PANEL, TILE } from './kernels';

/** A float32 matrix with room for whole tiles: rows `ld` bytes apart. */
export interface Matrix {
  at: number;
  ld: number;
  columns: number;
}

const PAGE = 65536;
/** Every piece begins on its own cache line. */
const ALIGNMENT = 64;
/** Vector loads may reach this far beyond the last number of a piece. */
const SLACK = 64;
/** The module reserves the addresses below. */
const FIRST = 1024;

export class Arena {
  #end = FIRST;

  bytes(count: number): number {
    const at = this.#end;
    this.#end = roundUp(at + count + SLACK, ALIGNMENT);
    return at;
  }

  floats(count: number): number {
    return this.bytes(4 * count);
  }

  matrix(rows: number, columns: number): Matrix {
    const width = roundUp(columns, PANEL);
    return { at: this.floats(roundUp(rows, TILE) * width), ld: 4 * width, columns };
  }

  /** [depth][8] for every eight columns. */
  panels(depth: number, columns: number): number {
    return this.floats(depth * roundUp(columns, PANEL));
  }

  /** Throws ProblemError('engine.memory') where the browser cannot allocate that much. */
  open(shared = false): WebAssembly.Memory {
    const pages = Math.ceil(this.#end / PAGE);
    try {
      return new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
    } catch {
      throw new ProblemError('engine.memory', { mebibytes: Math.ceil((pages * PAGE) / 2 ** 20) });
    }
  }
}

/** Where a row of a matrix begins. */
export const rowAt = ({ at, ld }: Matrix, row: number): number => at + row * ld;

export function roundUp(n: number, multiple: number): number {
  return Math.ceil(n / multiple) * multiple;
}
