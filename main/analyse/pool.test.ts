import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HEALTHY_LOG, SICK_LOG, TestCli } from '../cli/test-cli';
import type { ReadAnswer } from './messages';
import { readInThreads } from './pool';

const cli = new TestCli();
let broken: string;

beforeAll(async () => {
  await cli.build();
  // Answers with a delay that turns the order round; ends at one path, throws at another.
  broken = join(cli.folder, 'broken.mjs');
  writeFileSync(
    broken,
    `import { parentPort } from 'node:worker_threads';
     parentPort.on('message', ({ log: { path } }) => {
       if (path === 'ends') process.exit(3);
       if (path === 'throws') throw new Error('out of order');
       const problem = { path, code: 'seen', message: '' };
       setTimeout(() => parentPort.postMessage({ ok: false, problem }), path === 'slow' ? 100 : 0);
     });`,
  );
});
afterAll(() => {
  cli.remove();
});

async function readAll(
  program: string,
  threads: number,
  paths: readonly string[],
): Promise<ReadAnswer[]> {
  const answers: ReadAnswer[] = [];
  for await (const answer of readInThreads(paths, { program, threads })) answers.push(answer);
  return answers;
}

const codeOf = (answer: ReadAnswer): string => (answer.ok ? 'ok' : answer.problem.code);
const pathOf = (answer: ReadAnswer): string | null => (answer.ok ? null : answer.problem.path);

it('answers in the order of the logs, whichever is read first', async () => {
  const paths = [
    'slow',
    ...Array.from({ length: 50 }, (_, index) => `log ${index}`),
    'slow',
    'last',
  ];
  expect((await readAll(broken, 4, paths)).map(pathOf)).toEqual(paths);
});

it.each([1, 2, 3])(
  'names the log whose thread died and reads the others, with %i threads',
  async (threads) => {
    const paths = ['a', 'ends', 'b', 'throws', 'ends', 'c', 'd'];
    const answers = await readAll(broken, threads, paths);
    expect(answers.map(pathOf)).toEqual(paths);
    expect(answers.map(codeOf)).toEqual([
      'seen',
      'thread-died',
      'seen',
      'thread-died',
      'thread-died',
      'seen',
      'seen',
    ]);
  },
);

it('tells that a thread cannot be started at all', async () => {
  const answers = await readAll(join(cli.folder, 'not there.mjs'), 2, ['a', 'b', 'c']);
  expect(answers.map(codeOf)).toEqual(['thread-died', 'thread-died', 'thread-died']);
});

it('ends its threads when nobody wants further answers', async () => {
  const answers = readInThreads(['a', 'b', 'slow'], { program: broken, threads: 2 });
  await answers.next();
  expect(await answers.return()).toEqual({ done: true, value: undefined });
});

it('finds in threads what is found without them', async () => {
  const paths = [
    cli.write('sick.log', SICK_LOG),
    cli.write('healthy.log', HEALTHY_LOG),
    join(cli.folder, 'gone.log'),
  ];
  const [sick, healthy, gone] = await readAll(cli.threadProgram, 2, paths);
  expect(sick?.ok === true && sick.value.incidents.map(({ entry }) => entry)).toEqual([
    'key-refused',
  ]);
  expect(healthy?.ok === true && healthy.value.incidents).toEqual([]);
  expect(gone && codeOf(gone)).toBe('not-found');
});
