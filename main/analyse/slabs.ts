/** Keeps many small pieces of bytes in few large ones: a hundred thousand buffers would cost more than they hold. */

const SLAB = 1 << 20;

/** Where a piece lies. */
export interface SlabPlace {
  readonly slab: number;
  readonly start: number;
  readonly length: number;
}

export class Slabs {
  private readonly slabs: Uint8Array[] = [];
  private used = SLAB;

  add(piece: Uint8Array): SlabPlace {
    if (this.used + piece.length > SLAB) {
      this.slabs.push(new Uint8Array(Math.max(SLAB, piece.length)));
      this.used = 0;
    }
    const slab = this.slabs.length - 1;
    const start = this.used;
    this.slabs[slab]?.set(piece, start);
    this.used += piece.length;
    return { slab, start, length: piece.length };
  }

  /** The bytes themselves, not a copy. */
  get({ slab, start, length }: SlabPlace): Uint8Array {
    return this.slabs[slab]?.subarray(start, start + length) ?? new Uint8Array();
  }
}
