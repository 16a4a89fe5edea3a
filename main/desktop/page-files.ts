/** Which file an address of the window means, and what is sent with it: pure. */
import path from 'node:path';
import { isOwnPage } from './origin';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json; charset=utf-8',
};

/** Starts from nothing; no inline script, no evaluation, no connection anywhere. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html',
].join('; ');

/**
 * The file that an address means, or null if it lies outside of the folder or is of no known type.
 * Percent-encoded separators are decoded before the check, so they cannot climb out.
 */
export function fileFor(address: string, folder: string): string | null {
  if (!isOwnPage(address)) return null;
  let name: string;
  try {
    name = decodeURIComponent(new URL(address).pathname);
  } catch {
    return null;
  }
  if (name.includes('\0') || name.includes('\\')) return null;
  const file = path.resolve(folder, `.${path.posix.normalize(name)}`);
  if (!file.startsWith(path.resolve(folder) + path.sep)) return null;
  return path.extname(file) in TYPES ? file : null;
}

export function contentType(file: string): string {
  return TYPES[path.extname(file)] ?? 'application/octet-stream';
}
