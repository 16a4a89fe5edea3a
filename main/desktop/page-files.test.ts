import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY, contentType, fileFor } from './page-files';

const FOLDER = path.resolve('/opt/puttyknife/renderer');

describe('addresses of the window', () => {
  it('mean files of the folder', () => {
    expect(fileFor('app://puttyknife/index.html', FOLDER)).toBe(path.join(FOLDER, 'index.html'));
    expect(fileFor('app://puttyknife/assets/index.js?v=1#top', FOLDER)).toBe(
      path.join(FOLDER, 'assets', 'index.js'),
    );
  });

  it.each([
    'app://puttyknife/../secret.html',
    'app://puttyknife/..%2fsecret.html',
    'app://puttyknife/%2e%2e/%2e%2e/etc/passwd.html',
    'app://puttyknife/..%5csecret.html',
    'app://puttyknife/assets/..%2f..%2fsecret.js',
    'app://puttyknife/%00index.html',
    'app://puttyknife/%E0%A4%A',
    'app://puttyknife/',
    'app://puttyknife/index.exe',
    'app://elsewhere/index.html',
    'https://example.com/index.html',
    'not an address',
  ])('never lead out of it: %s', (address) => {
    const file = fileFor(address, FOLDER);
    expect(file === null || file.startsWith(FOLDER + path.sep)).toBe(true);
    if (!address.includes('secret') && !address.includes('passwd')) expect(file).toBeNull();
  });

  it('are sent with a policy that starts from nothing', () => {
    expect(CONTENT_SECURITY_POLICY.startsWith("default-src 'none'")).toBe(true);
    expect(CONTENT_SECURITY_POLICY).not.toContain('unsafe');
    expect(contentType('a.js')).toContain('javascript');
  });
});
