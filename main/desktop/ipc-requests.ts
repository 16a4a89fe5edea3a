/** Answers the window's requests: who asks and what comes with it are checked before any handler runs. */
import * as v from 'valibot';
import { REQUEST_SCHEMAS } from '../contract/ipc';
import type { Answer, Args, Channel, Outcome } from '../contract/ipc';
import { isOwnPage } from './origin';
import { asProblem, problem } from './problem';

export type Handlers = {
  readonly [C in Channel]: (args: Args<C>) => Answer<C> | Promise<Answer<C>>;
};

/** The part of Electron's `IpcMainInvokeEvent` that tells who asks. */
export interface Asker {
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

/** The part of Electron's `ipcMain` that is used. */
export interface HandlerRegistry {
  handle(channel: string, listener: (event: Asker, args: unknown) => Promise<unknown>): void;
}

/** Registers one handler for each request of the contract. */
export function answerRequests(
  registry: HandlerRegistry,
  handlers: Handlers,
  report: (thrown: unknown) => void,
): void {
  const register = <C extends Channel>(channel: C): void => {
    registry.handle(channel, (event, args) =>
      answer(REQUEST_SCHEMAS[channel], handlers[channel], event, args, report),
    );
  };
  for (const channel of Object.keys(REQUEST_SCHEMAS) as Channel[]) register(channel);
}

async function answer<A, R>(
  schema: v.GenericSchema<unknown, A>,
  handler: (args: A) => R | Promise<R>,
  event: Asker,
  args: unknown,
  report: (thrown: unknown) => void,
): Promise<Outcome<R>> {
  const frame = event.senderFrame;
  if (frame === null || frame.parent !== null || !isOwnPage(frame.url)) {
    return {
      ok: false,
      problem: problem('stranger', 'Only the window of Puttyknife may ask this.'),
    };
  }
  const checked = v.safeParse(schema, args);
  if (!checked.success) {
    const issue = checked.issues[0];
    return {
      ok: false,
      problem: problem('bad-request', `The request is malformed: ${issue.message}`),
    };
  }
  try {
    return { ok: true, value: await handler(checked.output) };
  } catch (thrown) {
    report(thrown);
    return { ok: false, problem: asProblem(thrown) };
  }
}
