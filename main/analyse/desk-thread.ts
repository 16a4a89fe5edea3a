/** Entry of the desk's thread: nothing of an analysis is done in the main process itself. */
import { parentPort, workerData } from 'node:worker_threads';
import type { EntrySummary } from '../contract/entry';
import type { ReportWish } from '../contract/ipc';
import index from '../../catalogue/generated/index.json' with { type: 'json' };
import { Desk } from './desk';
import type { DeskAnswer, DeskMessage, DeskRequest, DeskSettings } from './desk-messages';
import { pieces, previewOf, saveReport, textOf } from './desk-report';
import { problemOf } from './read';

const settings = workerData as DeskSettings;
const entries = new Map(
  (index.entries as unknown as readonly EntrySummary[]).map((entry) => [entry.id, entry]),
);

const send = (message: DeskMessage): void => {
  parentPort?.postMessage(message);
};

const desk = new Desk(settings, entries, (batch) => {
  send({ kind: 'batch', batch });
});

parentPort?.on('message', (request: DeskRequest) => {
  const { number } = request;
  answer(request).then(
    (value) => {
      send({ kind: 'answer', number, value });
    },
    (thrown: unknown) => {
      send({ kind: 'refused', number, problem: problemOf('', thrown) });
    },
  );
});

async function answer(request: DeskRequest): Promise<DeskAnswer<DeskRequest['call']>> {
  switch (request.call) {
    case 'start':
      return desk.start(request.args);
    case 'cancel':
      return desk.cancel(request.args.id);
    case 'get':
      return desk.get(request.args);
    case 'details':
      return desk.details(request.args);
    case 'lines':
      return desk.lines(request.args);
    case 'find':
      return desk.find(request.args);
    case 'path':
      return { path: desk.path(request.args.id, request.args.file) };
    case 'preview':
      return previewOf(await report(request.args));
    case 'text':
      return { text: textOf(await report(request.args)) };
    case 'save':
      await saveReport(request.args.file, await report(request.args.wish));
      return null;
  }
}

const report = (wish: ReportWish): Promise<Iterable<string>> =>
  pieces(desk.analysis(wish.id), wish, entries, settings.version);
