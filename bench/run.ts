/** `npm run bench [-- name ...]`: all measurements but the longest, or those named. */
import { analysingWindow } from './analysing-window';
import { explaining } from './explaining';
import { fuzz } from './fuzz';
import { reading } from './reading';
import { watching } from './watching';
import { watchingLoad } from './watching-load';
import { searching } from './searching';
import { searchingWindow } from './searching-window';

const BENCHES: Readonly<Record<string, (print: (line: string) => void) => void | Promise<void>>> = {
  reading,
  explaining,
  searching,
  'searching-window': searchingWindow,
  'analysing-window': analysingWindow,
  fuzz,
  watching,
};

/** Only by name: these take many minutes. */
const LONG: typeof BENCHES = { 'watching-load': watchingLoad };

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const names = process.argv.slice(2);
for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
  const bench = BENCHES[name] ?? LONG[name];
  if (!bench) {
    print(
      `There is no measurement "${name}". There are: ${Object.keys({ ...BENCHES, ...LONG }).join(', ')}.`,
    );
    process.exitCode = 2;
    break;
  }
  await bench(print);
}
