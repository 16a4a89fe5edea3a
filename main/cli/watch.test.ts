import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { watch } from './watch';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'puttyknife-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('says which folder is not watched as it should be, and why, beside the answers', async () => {
  const stop = new AbortController();
  let [out, err] = ['', ''];
  const output = {
    color: false,
    out: (text: string) => {
      out += text;
      stop.abort();
    },
    err: (text: string) => {
      err += text;
    },
  };
  const missing = join(folder, 'missing');
  const options = { paths: [missing + sep, folder], json: true, state: null };
  expect(await watch(options, output, stop.signal)).toBe(0);
  expect(out).toBe('{"ready":true}\n');
  expect(err).toBe(
    `puttyknife: ${missing}: There is no such folder now. It is followed as soon as there is one.\n`,
  );
});
