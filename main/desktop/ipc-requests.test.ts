import { beforeEach, describe, expect, it } from 'vitest';
import { CHANNELS } from '../contract/channels';
import type { Channel, Outcome } from '../contract/ipc';
import { REQUEST_SCHEMAS } from '../contract/ipc';
import { answerRequests } from './ipc-requests';
import type { Asker, Handlers } from './ipc-requests';
import { problem, ProblemError } from './problem';

const OWN: Asker = { senderFrame: { url: 'app://puttyknife/index.html', parent: null } };

let called: { channel: string; args: unknown }[] = [];
let reported: unknown[] = [];
let ask: (channel: Channel, args: unknown, asker?: Asker) => Promise<Outcome<unknown>>;

beforeEach(() => {
  called = [];
  reported = [];
  const listeners = new Map<string, (event: Asker, args: unknown) => Promise<unknown>>();
  const handlers = Object.fromEntries(
    CHANNELS.map((channel) => [
      channel,
      (args: unknown): unknown => {
        called.push({ channel, args });
        if (channel === 'incidents.get') {
          throw new ProblemError(problem('no-incident', 'It is gone.'));
        }
        if (channel === 'app.info') throw new Error('disk on fire');
        return 'answer';
      },
    ]),
  ) as unknown as Handlers;
  answerRequests(
    {
      handle: (channel, listener) => {
        listeners.set(channel, listener);
      },
    },
    handlers,
    (thrown) => {
      reported.push(thrown);
    },
  );
  ask = async (channel, args, asker = OWN) =>
    (await listeners.get(channel)?.(asker, args)) as Outcome<unknown>;
});

describe('requests of the window', () => {
  it('have one handler each, under the names that the preload knows', () => {
    expect([...CHANNELS].sort()).toEqual(Object.keys(REQUEST_SCHEMAS).sort());
  });

  it('are answered with the value of the handler', async () => {
    expect(await ask('entries.list', null)).toEqual({ ok: true, value: 'answer' });
    expect(called).toEqual([{ channel: 'entries.list', args: null }]);
  });

  it.each([
    ['another origin', { url: 'https://example.com/index.html', parent: null }],
    ['another host of the same scheme', { url: 'app://example/index.html', parent: null }],
    ['a file', { url: 'file:///index.html', parent: null }],
    ['no address at all', { url: '', parent: null }],
    ['an embedded frame', { url: 'app://puttyknife/index.html', parent: {} }],
  ])('are refused from %s', async (_name, frame) => {
    const outcome = await ask('entries.list', null, { senderFrame: frame });
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'stranger' } });
    expect(called).toEqual([]);
  });

  it('are refused from a frame that is gone', async () => {
    expect(await ask('entries.list', null, { senderFrame: null })).toMatchObject({ ok: false });
    expect(called).toEqual([]);
  });

  it.each<[Channel, unknown]>([
    ['incidents.list', { limit: 0 }],
    ['incidents.list', { limit: 10, more: true }],
    ['incidents.list', null],
    ['incidents.get', { id: '' }],
    ['entries.body', { id: 7 }],
    ['search', { query: 'x'.repeat(30_000) }],
    ['watch.pause', { minutes: -1 }],
    ['settings.set', { theme: 'pink' }],
    ['settings.set', { unknown: 1 }],
    ['clipboard.write', 'text'],
    ['app.ready', undefined],
  ])('with malformed arguments never reach a handler: %s %j', async (channel, args) => {
    expect(await ask(channel, args)).toMatchObject({
      ok: false,
      problem: { code: 'bad-request' },
    });
    expect(called).toEqual([]);
  });

  it('give a foreseen problem as it is, and report it', async () => {
    expect(await ask('incidents.get', { id: 'x' })).toEqual({
      ok: false,
      problem: { code: 'no-incident', message: 'It is gone.', path: null },
    });
    expect(reported).toHaveLength(1);
  });

  it('give an unforeseen error as a problem too', async () => {
    expect(await ask('app.info', null)).toMatchObject({
      ok: false,
      problem: { code: 'unexpected', message: expect.stringContaining('disk on fire') as string },
    });
  });
});
