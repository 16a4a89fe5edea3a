/**
 * The form of a message that patterns are written against.
 *
 * PuTTY says the same message in several shapes: over several lines in a dialog, on one line in the
 * Event Log (since 0.71), with `FATAL ERROR: ` before it on a console, with `Network error: ` before
 * it on Windows. Folding white space and taking such frames off means that a catalogue entry needs
 * one pattern for all of them.
 */

/** Every run of white space, line breaks too, becomes one space; ends are trimmed. */
export function canonical(text: string): string {
  return text.replace(/[\s\u0000]+/g, ' ').trim();
}

/**
 * What may stand before a message. PSFTP's prompt does where its commands come from a file. `Disconnected: ` is how PuTTY 0.60 to 0.70 began its own aborts;
 * `Fatal: ` and `Error: ` are PSCP's and PSFTP's up to 0.70.
 */
const FRAME =
  /^(?:Event Log: |\d{4}-\d\d-\d\d \d\d:\d\d:\d\d |FATAL ERROR: |Fatal: |ERROR: |Error: |Network error: |Disconnected: |psftp> )/;

/** PuTTY 0.71 put two before a message, an Event Log copied from there has two more. */
const MOST_FRAMES = 5;

/** The text itself, then what is left as each frame is taken off its front. */
export function unframed(canonicalText: string): string[] {
  const texts = [canonicalText];
  for (let text = canonicalText; texts.length <= MOST_FRAMES; texts.push(text)) {
    const frame = FRAME.exec(text);
    if (!frame || frame[0].length === text.length) break;
    text = text.slice(frame[0].length);
  }
  return texts;
}
