import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPanels, panelProblem } from './panels';

const panels = loadPanels();

/** Where the given program lies, or null. */
function findProgram(name: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

interface Lifetime {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly platforms?: readonly string[] | undefined;
}

describe('the list of panels', () => {
  it('names each panel once, and each control once on its panel', () => {
    const paths = panels.panels.map((panel) => panel.path);
    expect(paths).toEqual([...new Set(paths)]);
    for (const panel of panels.panels) {
      const labels = panel.controls.map((control) => control.label);
      expect(labels, panel.path).toEqual([...new Set(labels)]);
    }
  });

  it('names the panel above each panel, and panels that controls moved from', () => {
    const paths = panels.panels.map((panel) => panel.path);
    for (const { path, controls } of panels.panels) {
      const parent = path.split('/').slice(0, -1).join('/');
      if (parent !== '') expect(paths).toContain(parent);
      for (const { movedFrom } of controls) if (movedFrom) expect(paths).toContain(movedFrom);
    }
  });

  it('is what the installed PuTTY has', (context) => {
    const program = findProgram('putty');
    if (program === null) {
      if (process.env['CI']) throw new Error('PuTTY is not installed: apt-get install putty');
      context.skip('PuTTY is not installed');
      return;
    }
    const text = readFileSync(program, 'latin1');
    const release = /Release (0\.\d\d)/.exec(text)?.[1];
    if (release === undefined) throw new Error('the program names no release of its own');
    const isHere = ({ since = '0', until = '9', platforms = ['unix'] }: Lifetime): boolean =>
      since <= release && release <= until && platforms.includes('unix');
    // Strings end in a zero byte; they may begin inside a longer one, which the linker shares.
    const has = (label: string): boolean =>
      ['', ':', ' (%s)'].some((end) => text.includes(`${label}${end}\0`));

    const here = panels.panels.filter(isHere);
    const missing = here.flatMap(({ path, controls }) => [
      ...(has(path) ? [] : [path]),
      ...controls
        .filter(isHere)
        .flatMap(({ label, options = [] }) => [label, ...options])
        .filter((label) => !has(label))
        .map((label) => `${path} > ${label}`),
    ]);
    expect(missing).toEqual([]);

    const strings = text.match(
      /(?<=\0)(?:Session|Terminal|Window|Connection)(?:\/[A-Z][A-Za-z0-9 ]*)+(?=\0)/g,
    );
    const known = here.map((panel) => panel.path);
    expect([...new Set(strings)].filter((path) => !known.includes(path))).toEqual([]);
  });
});

describe('a citation', () => {
  it.each([
    'Session',
    'Connection/SSH/Auth/Credentials > Private key file for authentication',
    'Session/Logging > SSH packets',
  ])('%s is right', (citation) => {
    expect(panelProblem(panels, citation)).toBeNull();
  });

  it.each([
    ['Connection/Auth', 'no panel', 'perhaps Connection/SSH/Auth'],
    ['Session > Lamp', 'no control', 'its controls are'],
    ['Connection/SSH > Allow agent forwarding', 'no control', 'it is on Connection/SSH/Auth'],
    ['Session > Logging > None', 'more than one', 'write'],
  ])('%s is wrong', (citation, reason, help) => {
    const problem = panelProblem(panels, citation);
    expect(problem?.reason).toContain(reason);
    expect(problem?.help).toContain(help);
  });
});
