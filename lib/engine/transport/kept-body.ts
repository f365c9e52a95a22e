const MB = 1024 * 1024;

/** How much of the body of one answer, and of all that a generator has under way, is kept. */
export const MAX_RESPONSE_MB = 64;
export const MAX_HELD_MB = 128;

/** What bodies under way hold together: one for each transport, and each generator has one transport. */
export class BodyMemory {
  heldBytes = 0;

  constructor(
    readonly maxBytesOfOne: number,
    readonly maxBytes: number,
  ) {}
}

/**
 * The body of one answer as it comes: counted, and kept only where somebody reads it and there is room. It can be
 * used for one answer after the other.
 */
export class KeptBody {
  bytes = 0;
  /** Why there is no text of a body that somebody reads; undefined where there is. */
  unkept: string | undefined;
  private isRead = true;
  private pieces: Buffer[] = [];
  private heldBytes = 0;

  constructor(private readonly memory: BodyMemory) {}

  /** Forgets what it has, and gives its room back. */
  begin(isRead: boolean): void {
    if (this.heldBytes > 0) this.letGo();
    this.bytes = 0;
    this.unkept = undefined;
    this.isRead = isRead;
  }

  /** Told before it comes: one that is too large need not be kept at all. */
  announce(length: number): void {
    if (this.isRead && length > this.memory.maxBytesOfOne) this.tooLarge();
  }

  /** Counts a piece; whether it is to be given to `keep`, which holds on to it. */
  count(length: number): boolean {
    this.bytes += length;
    if (!this.isRead || this.unkept !== undefined) return false;
    const { memory } = this;
    if (this.bytes > memory.maxBytesOfOne) this.tooLarge();
    else if (memory.heldBytes + length > memory.maxBytes)
      this.giveUp(
        `the responses in flight were together larger than ${memory.maxBytes / MB} MB, so this one could not be read`,
      );
    return this.unkept === undefined;
  }

  keep(piece: Buffer): void {
    this.pieces.push(piece);
    this.heldBytes += piece.length;
    this.memory.heldBytes += piece.length;
  }

  /** Whether the text of a body that has come in one piece is wanted; it counts it. */
  countWhole(length: number): boolean {
    this.bytes = length;
    return this.isRead && this.unkept === undefined;
  }

  /** All of it, empty where it was not kept; its room is free again. */
  take(): string {
    const [first] = this.pieces;
    if (first === undefined) return '';
    const whole = this.pieces.length === 1 ? first : Buffer.concat(this.pieces);
    this.letGo();
    return whole.toString();
  }

  private tooLarge(): void {
    this.giveUp(
      `the response was larger than ${this.memory.maxBytesOfOne / MB} MB, so it could not be read`,
    );
  }

  private giveUp(why: string): void {
    this.unkept = why;
    this.letGo();
  }

  private letGo(): void {
    this.memory.heldBytes -= this.heldBytes;
    this.heldBytes = 0;
    this.pieces = [];
  }
}
