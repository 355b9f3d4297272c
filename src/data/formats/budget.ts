/** The memory that one drop may take, counted wherever bytes are unpacked or converted. */
import { ProblemError } from '../../experiment/problem';
import { LIMITS } from './limits';

export class Budget {
  private left: number = LIMITS.unpackedBytes;

  /** Throws `data.tooLarge` where `bytes` more would be too many. */
  take(bytes: number, file: string): void {
    if (!(bytes >= 0) || bytes > this.left)
      throw new ProblemError('data.tooLarge', { file, limit: LIMITS.unpackedBytes });
    this.left -= bytes;
  }

  get remaining(): number {
    return this.left;
  }

  /** Back to what was left before, less what is kept since. */
  keepOnly(before: number, bytes: number): void {
    this.left = before - bytes;
  }

  /** For what `work` takes and does not keep. */
  async lent<T>(work: () => Promise<T>): Promise<T> {
    const before = this.left;
    const result = await work();
    this.left = before;
    return result;
  }
}
