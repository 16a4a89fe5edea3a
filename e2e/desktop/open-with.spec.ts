import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { expect, ROOT, test } from './launch';

const SICK = path.join(
  ROOT,
  'catalogue',
  'transcripts',
  'sick',
  'key-refused-then-password-ok--sshlog.log',
);

test('a log that is named at the start is analysed, and one that a second start names', async ({
  puttyknife,
}) => {
  const log = path.join(puttyknife.folder, 'first 🔥.log');
  const other = path.join(puttyknife.folder, 'second.log');
  for (const copy of [log, other]) copyFileSync(SICK, copy);
  await puttyknife.start(log);
  const page = await puttyknife.window();
  await page.getByText('first 🔥.log').first().waitFor();

  const { path: program, uid } = await puttyknife.app.evaluate(() => ({
    path: process.execPath,
    uid: process.getuid?.() ?? -1,
  }));
  const second = spawn(
    program,
    [...(uid === 0 ? ['--no-sandbox'] : []), ...puttyknife.args, other],
    { stdio: 'ignore' },
  );
  expect((await once(second, 'exit'))[0]).toBe(0);
  await page.getByText('second.log').first().waitFor();
});
