/** Cuts a text at the parts that a search has found. */
import type { Mark } from '../../main/contract/ipc';

export interface Part {
  readonly text: string;
  readonly found: boolean;
}

/** @param marks in order, none overlapping another. */
export function parts(text: string, marks: readonly Mark[]): Part[] {
  const result: Part[] = [];
  let end = 0;
  for (const [from, to] of marks) {
    result.push({ text: text.slice(end, from), found: false });
    result.push({ text: text.slice(from, to), found: true });
    end = to;
  }
  result.push({ text: text.slice(end), found: false });
  return result.filter((part) => part.text !== '');
}
