/** `history`: what has been detected, newest first. */
import { resolve } from 'node:path';
import { readHistory } from '../history/index';
import { EXIT, UsageError } from './output';
import { visible } from '../report/visible';
import type { ExitCode, Output } from './output';

const PAGE = 500;

export function history(
  options: { readonly json: boolean; readonly state: string },
  output: Output,
): ExitCode {
  const opened = readHistory(resolve(options.state));
  if (!opened.ok) throw new UsageError(opened.problem.message);
  const queries = opened.value;
  if (!queries) return EXIT.nothing;
  try {
    for (let before: string | undefined; ;) {
      const page = queries.detections({ limit: PAGE, ...(before === undefined ? {} : { before }) });
      for (const detection of page) {
        output.out(
          options.json
            ? `${JSON.stringify(detection)}\n`
            : `${detection.detectedAt}  ${detection.severity.padEnd(8)}  ${visible(detection.message).replaceAll('\n', ' ')}  (${visible(detection.file)}, line ${String(detection.line)})\n`,
        );
      }
      if (page.length < PAGE) return EXIT.nothing;
      before = page.at(-1)?.id;
    }
  } finally {
    queries.close();
  }
}
