/** Holds what the engine reads in a recorded log against what a person reads in it. */
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Detection } from '../../main/contract/model';
import type { Recorded } from './record';

/** Where logs go that the engine reads in another way, to be looked at. */
const ASIDE = join(import.meta.dirname, '../../node_modules/.cache/corpus');

interface Expected {
  readonly detections?: readonly Pick<Detection, 'entry' | 'line' | 'message'>[];
}

/** One line for each difference. A log with one is moved out of the transcripts. */
export function compare(recorded: readonly Recorded[]): string[] {
  rmSync(ASIDE, { recursive: true, force: true });
  const differences: string[] = [];
  for (const { file, tells } of recorded) {
    const expected = `${file}.expected.json`;
    const { detections } = JSON.parse(readFileSync(expected, 'utf8')) as Expected;
    const read = [...new Set(detections?.map(({ entry }) => entry))].toSorted();
    const wanted = [...new Set(tells)].toSorted();
    if (detections && read.join() === wanted.join()) continue;
    const engine = detections ? read.join(' ') || 'nothing' : 'the other kind';
    differences.push(
      `${basename(file)}: the engine reads ${engine}, a person ${wanted.join(' ') || 'nothing'}`,
    );
    mkdirSync(ASIDE, { recursive: true });
    for (const path of [file, expected]) renameSync(path, join(ASIDE, basename(path)));
  }
  return differences;
}
