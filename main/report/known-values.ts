/** Finds many known values in a text in one pass; a folder of logs may hold tens of thousands. */
import { visible } from './visible';

/** Names differ neither by case nor by how a long message was wrapped. */
export const keyOf = (text: string): string =>
  visible(text).trim().replace(/\s+/g, ' ').toLowerCase();

interface Node {
  readonly next: Map<string, Node>;
  /** Set where a value ends. */
  value: { readonly standIn: string; readonly anywhere: boolean } | null;
}

const node = (): Node => ({ next: new Map(), value: null });

const WORD = /[\p{L}\p{N}]/u;
const SPACE = /\s/;

export class KnownValues {
  private readonly root = node();
  private readonly byKey = new Map<string, string>();

  /** The first stand-in for a value stays. */
  add(text: string, standIn: string): void {
    const key = keyOf(text);
    if (key === '' || this.byKey.has(key)) return;
    this.byKey.set(key, standIn);
    let at = this.root;
    for (const character of key) {
      const next = at.next.get(character) ?? node();
      at.next.set(character, next);
      at = next;
    }
    at.value = { standIn, anywhere: isTelling(key) };
  }

  get(text: string): string | undefined {
    return this.byKey.get(keyOf(text));
  }

  /** The longest known value at each place, as UTF-16 positions. */
  find(text: string): { start: number; end: number; standIn: string }[] {
    const found: { start: number; end: number; standIn: string }[] = [];
    for (let start = 0; start < text.length; start += 1) {
      // No value begins with white space, and a long run of it must not be walked again and again.
      if (SPACE.test(text.charAt(start))) continue;
      const longest = this.longestAt(text, start);
      if (longest !== null) found.push({ start, ...longest });
    }
    return found;
  }

  private longestAt(text: string, start: number): { end: number; standIn: string } | null {
    let longest: { end: number; standIn: string } | null = null;
    let at: Node | undefined = this.root;
    let position = start;
    while (position < text.length) {
      let character = String.fromCodePoint(text.codePointAt(position) ?? 0);
      let length = character.length;
      if (SPACE.test(character)) {
        while (SPACE.test(text.charAt(position + length))) length += 1;
        character = ' ';
      }
      for (const small of character.toLowerCase()) at = at?.next.get(small);
      if (at === undefined) break;
      position += length;
      const { value } = at;
      if (value !== null && (value.anywhere || standsAlone(text, start, position))) {
        longest = { end: position, standIn: value.standIn };
      }
    }
    return longest;
  }
}

/** A short plain word counts only as a word of its own: a user `al` is not in `although`. */
const isTelling = (key: string): boolean => key.length >= 8 && /[^\p{L}\s]/u.test(key);

function standsAlone(text: string, start: number, end: number): boolean {
  return !WORD.test(characterBefore(text, start)) && !WORD.test(characterAt(text, end));
}

function characterAt(text: string, position: number): string {
  return String.fromCodePoint(text.codePointAt(position) ?? 0);
}

function characterBefore(text: string, position: number): string {
  const low = text.charAt(position - 1);
  return /[\udc00-\udfff]/.test(low) ? text.charAt(position - 2) + low : low;
}
