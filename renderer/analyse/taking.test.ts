import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import type { AnalysisView } from '../../main/contract/analysis-view';
import App from '../app.svelte';
import { TestBridge } from '../test-bridge';
import { sessionOf } from '../test-data';
import { file } from './test-results';

afterEach(cleanup);

const VIEW: AnalysisView = {
  progress: {
    id: 'analysis-1',
    state: 'done',
    files: 1,
    filesDone: 1,
    bytes: 1000,
    bytesDone: 1000,
    bytesPerSecond: null,
    secondsLeft: 0,
    skipped: 0,
    reading: [],
  },
  sources: ['/home/anna/logs'],
  files: [file()],
  next: null,
};

async function open(found: AnalysisView | null): Promise<TestBridge> {
  const bridge = new TestBridge({
    'analysis.get': ({ id, from }) => (from === 0 && (id !== null || found) ? VIEW : null),
    'analysis.start': () => ({ id: 'analysis-1' }),
    'analysis.details': ({ file: of, session: at }) => ({
      file: of,
      session: sessionOf(at),
      incidents: [{ index: 0, causes: [], fixes: [], captures: {}, detections: [] }],
    }),
    'analysis.lines': ({ escapes }) => ({
      row: 1,
      rows: 1,
      total: 1,
      lines: [{ number: 1, text: escapes === 'show' ? '␛[31mred' : 'red', cut: 0, hidden: 0 }],
    }),
    'analysis.report': ({ format }) => ({ text: `a ${format}`, bytes: 10, cut: false }),
    'analysis.copy': () => null,
  });
  render(App);
  await screen.findByRole('heading', { level: 1 });
  await fireEvent.click(screen.getByRole('button', { name: /^Analyse a log/ }));
  return bridge;
}

/** What a drag or the clipboard carries, as the browser tells it. */
function carrying(type: string, text: string): object {
  return { types: [type], files: [], getData: (of: string) => (of === type ? text : '') };
}

const started = (bridge: TestBridge): Promise<void> =>
  waitFor(() => {
    expect(bridge.of('analysis.start')).toHaveLength(1);
  });

describe('the window', () => {
  it('takes text that is dropped on it for a log', async () => {
    const bridge = await open(null);
    const dataTransfer = carrying('text/plain', 'Event Log: Server refused our key');
    await fireEvent.dragEnter(document.body, { dataTransfer });
    await screen.findByText('Let go to analyse these logs');
    await fireEvent.drop(document.body, { dataTransfer });
    await started(bridge);
    expect(bridge.of('analysis.start')).toEqual([
      { kind: 'text', text: 'Event Log: Server refused our key' },
    ]);
    expect(screen.queryByText('Let go to analyse these logs')).toBeNull();
  });

  it('passes on paths that are pasted, but not what a field is given', async () => {
    const bridge = await open(VIEW);
    const clipboardData = carrying('text/plain', '/home/anna/logs/a.log\n/home/anna/logs/b.log');
    await fireEvent.paste(await screen.findByRole('searchbox'), { clipboardData });
    expect(bridge.of('analysis.start')).toEqual([]);
    await fireEvent.paste(document.body, { clipboardData });
    await started(bridge);
    expect(bridge.of('analysis.start')).toEqual([
      { kind: 'text', text: '/home/anna/logs/a.log\n/home/anna/logs/b.log' },
    ]);
  });

  it('shows the control characters of a log when they are asked for', async () => {
    await open(VIEW);
    await fireEvent.click(await screen.findByRole('tab', { name: /^Logs/ }));
    await fireEvent.keyDown(screen.getByRole('grid'), { key: 'ArrowDown' });
    await fireEvent.keyDown(screen.getByRole('grid'), { key: 'Enter' });
    await screen.findByText('red');
    await fireEvent.click(screen.getByLabelText('Show control characters'));
    await screen.findByText('␛[31mred');
    await fireEvent.click(screen.getByLabelText('Show control characters'));
    await screen.findByText('red');
  });

  it('copies a report with everything private taken out', async () => {
    HTMLDialogElement.prototype.showModal = function showModal() {
      this.open = true;
    };
    const bridge = await open(VIEW);
    await fireEvent.click(await screen.findByRole('button', { name: 'Share…' }));
    const dialog = within(await screen.findByRole('dialog'));
    await dialog.findByText(/^a /);
    await fireEvent.click(dialog.getByRole('button', { name: 'Copy' }));
    await dialog.findByText('Copied');
    const [wish] = bridge.of('analysis.copy') as [{ id: string; redact: Record<string, boolean> }];
    expect(wish.id).toBe('analysis-1');
    // What is not named is taken out.
    expect(Object.values(wish.redact)).not.toContain(false);
  });
});
