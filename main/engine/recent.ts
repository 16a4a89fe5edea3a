/**
 * Keeps answers that depend on a text alone: a session writes the same lines of its Event Log again
 * and again, and to remember one is far cheaper than to try every pattern on it anew.
 */

/** Longer texts are rarely written twice. */
const LONGEST_TEXT = 256;
const MOST_TEXTS = 256;

/** @param find must give the same answer for the same text, and nobody may change it. */
export function remembering<Answer>(find: (text: string) => Answer): (text: string) => Answer {
  const recent = new Map<string, Answer>();
  return (text) => {
    const known = recent.get(text);
    if (known !== undefined) return known;
    const answer = find(text);
    if (text.length > LONGEST_TEXT) return answer;
    if (recent.size >= MOST_TEXTS) recent.clear();
    recent.set(text, answer);
    return answer;
  };
}
