import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import App from '../app.svelte';
import { TestBridge } from '../test-bridge';

afterEach(cleanup);

async function welcome(bridge = new TestBridge()): Promise<TestBridge> {
  render(App);
  await screen.findByRole('heading', { level: 1 });
  bridge.tell('navigate', { view: 'welcome' });
  await screen.findByRole('heading', { level: 1, name: 'This is what was found' });
  return bridge;
}

const press = (name: string): Promise<boolean> =>
  fireEvent.click(screen.getByRole('button', { name }));
const title = (): string => screen.getByRole('heading', { level: 1 }).textContent;

describe('the introduction', () => {
  it('goes through three steps and back, and moves the focus to each', async () => {
    await welcome();
    expect(screen.getByText('12 logs to read along')).toBeDefined();
    expect(screen.getByText('/home/anna/logs')).toBeDefined();
    await press('Next');
    expect(title()).toBe('What it can see');
    await expect.poll(() => document.activeElement?.textContent).toBe('What it can see');
    await press('Next');
    expect(screen.getByText('Step 3 of 3')).toBeDefined();
    await press('Back');
    expect(title()).toBe('What it can see');
  });

  it('can be passed over, which is remembered', async () => {
    const bridge = await welcome();
    await press('Skip the introduction');
    expect(bridge.of('introduction.done')).toHaveLength(1);
    expect(await screen.findByRole('article')).toBeDefined();
  });

  it('rehearses a notification, and says where it came up', async () => {
    const bridge = await welcome();
    await press('Next');
    await press('Next');
    await press('Show me a notification');
    expect(bridge.of('rehearsal.start')).toHaveLength(1);
    bridge.tell('rehearsal.told', { bySystem: true });
    expect(await screen.findByText(/A notification came up/)).toBeDefined();
    bridge.tell('rehearsal.told', { bySystem: false });
    expect(await screen.findByText(/so the window does/)).toBeDefined();
    await press('Done');
    expect(bridge.of('introduction.done')).toHaveLength(1);
  });

  it('says why a rehearsal was not possible, and offers it again', async () => {
    const bridge = await welcome();
    bridge.answers['rehearsal.start'] = () => {
      throw new Error('The temporary folder is full.');
    };
    await press('Next');
    await press('Next');
    await press('Show me a notification');
    expect(await screen.findByText('The temporary folder is full.')).toBeDefined();
    expect(
      screen.getByRole<HTMLButtonElement>('button', { name: 'Show me a notification' }).disabled,
    ).toBe(false);
  });
});
