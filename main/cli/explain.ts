/** `explain`: one message, or many as JSON lines. */
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { explainText } from '../engine/explain';
import type { Explanation } from '../engine/explain';
import { entries, loadBodies, matcher } from './catalogue';
import { entryText } from './explanation';
import { EXIT, painter, UsageError } from './output';
import type { ExitCode, Output } from './output';

const lineSchema = v.object({ text: v.string() });

/** Explains an entry's id, a message, or what comes on standard input (`-`). */
export async function explain(
  text: string,
  options: { readonly json: boolean; readonly stdin: NodeJS.ReadableStream },
  output: Output,
): Promise<ExitCode> {
  if (text === '-') {
    if (options.json) await answerLines(options.stdin, output);
    else await answer(await readAll(options.stdin), false, output);
    return EXIT.nothing;
  }
  await answer(text, options.json, output);
  return EXIT.nothing;
}

/** All matches of a text; an entry's id explains itself. */
function matches(text: string): Explanation[] {
  const entry = matcher.entries.get(text.trim());
  if (entry) {
    return [
      {
        entry: entry.id,
        message: entry.title,
        captures: {},
        voice: entry.patterns[0]?.voices[0] ?? 'dialog',
      },
    ];
  }
  return explainText(matcher, text);
}

async function answer(text: string, json: boolean, output: Output): Promise<void> {
  const found = matches(text);
  if (json) {
    output.out(`${JSON.stringify({ matches: found })}\n`);
    return;
  }
  const [best, ...others] = found;
  const entry = entries.find(({ id }) => id === best?.entry);
  const body = (await loadBodies())[best?.entry ?? ''];
  if (!best || !entry || !body) {
    output.out(
      'No entry explains this. PuTTY did not say it, or says it in words not known here.\n',
    );
    return;
  }
  output.out(`${entryText(entry, body, best.captures, painter(output.color))}\n`);
  if (others.length > 0) {
    output.out(`\nAlso in this text: ${others.map((other) => other.entry).join(', ')}\n`);
  }
}

/** One JSON object a line in, one a line out, in the same order. */
async function answerLines(stdin: NodeJS.ReadableStream, output: Output): Promise<void> {
  let number = 0;
  for await (const line of createInterface({ input: stdin, crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === '') continue;
    output.out(`${JSON.stringify({ matches: matches(textOf(line, number)) })}\n`);
  }
}

/** The text of one line `{"text": "..."}`. */
export function textOf(line: string, number: number): string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new UsageError(
      `Line ${String(number)} is not JSON. Each line is an object such as {"text": "..."}.`,
    );
  }
  const parsed = v.safeParse(lineSchema, value);
  if (!parsed.success) {
    throw new UsageError(
      `Line ${String(number)} has no "text". Each line is an object such as {"text": "..."}.`,
    );
  }
  return parsed.output.text;
}

async function readAll(stdin: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks).toString('utf8');
}
