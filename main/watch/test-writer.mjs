// Writes what comes on stdin to the file named first, through one handle, as PuTTY does.
import { openSync, writeSync } from 'node:fs';

const handle = openSync(process.argv[2] ?? '', 'a');
process.stdin.on('data', (chunk) => writeSync(handle, chunk));
