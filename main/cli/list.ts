/** `list`: all entries of the catalogue. */
import { entries } from './catalogue';
import { SEVERITY_STYLES } from './explanation';
import { EXIT, painter } from './output';
import type { ExitCode, Output } from './output';

export function list(options: { readonly json: boolean }, output: Output): ExitCode {
  if (options.json) {
    for (const { id, title, category, severity, manual, programs } of entries) {
      output.out(
        `${JSON.stringify({ entry: id, title, category, severity, manual: manual ?? null, programs })}\n`,
      );
    }
    return EXIT.nothing;
  }
  const paint = painter(output.color);
  const width = Math.max(...entries.map(({ id }) => id.length));
  for (const { id, title, severity } of entries) {
    output.out(
      `${id.padEnd(width)}  ${paint(SEVERITY_STYLES[severity], severity.padEnd(8))}  ${title}\n`,
    );
  }
  return EXIT.nothing;
}
