/**
 * The text of one saved session as PuTTY writes it on Unix (`Key=value` a line, unix/storage.c) and
 * KiTTY in its folders (`Key\value\` a line, with `%XX` in the value). Bytes in, bytes out: what is
 * not changed stays as it is, whatever its encoding.
 */
import type { SettingChange } from '../contract/doctor';
import { unescapeName } from '../watch/session-settings';

interface Format {
  readonly separator: string;
  /** What stands between the value and the line's end. */
  readonly close: string;
  read(value: string): string;
  write(value: string): string;
}

const PUTTY: Format = {
  separator: '=',
  close: '',
  read: (value) => value,
  write: (value) => value,
};

/** The same characters as in names of sessions (mungestr in windows/storage.c). */
const KITTY: Format = {
  separator: '\\',
  close: '\\',
  read: unescapeName,
  write: (value) =>
    [...Buffer.from(value)]
      .map((byte, index) => {
        const char = String.fromCharCode(byte);
        const plain = byte > 0x20 && byte < 0x7f && !'\\*?%'.includes(char);
        const hex = byte.toString(16).toUpperCase().padStart(2, '0');
        return plain && !(char === '.' && index === 0) ? char : `%${hex}`;
      })
      .join(''),
};

const formatOf = (text: string): Format =>
  /^\w+\\[^\n]*\\\r?$/m.test(text) && !/^\w+=/m.test(text) ? KITTY : PUTTY;

/** The settings of a session file; of a setting that stands there twice PuTTY takes the first. */
export function readSettings(content: Uint8Array): ReadonlyMap<string, string> {
  const text = decode(content);
  const format = formatOf(text);
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const parts = split(line, format);
    if (parts !== null && !values.has(parts.key)) values.set(parts.key, format.read(parts.value));
  }
  return values;
}

/** The same file with these settings changed; those that it does not have come at the end. */
export function writeSettings(content: Uint8Array, changes: readonly SettingChange[]): Buffer {
  const bytes = Buffer.from(content);
  const utf8 = decode(content) !== bytes.toString('latin1');
  const encode = (text: string): string =>
    utf8 || !/^[\0-\u00ff]*$/.test(text) ? Buffer.from(text).toString('latin1') : text;
  // In Latin-1 each byte is one character and comes back as the same byte.
  const text = bytes.toString('latin1');
  const format = formatOf(text);
  const wanted = new Map(changes.map(({ key, to }) => [key, encode(format.write(to))]));
  const missing = new Set(wanted.keys());
  const lines = text.split('\n').map((line) => {
    const parts = split(line, format);
    const value = parts === null ? undefined : wanted.get(parts.key);
    if (parts === null || value === undefined) return line;
    missing.delete(parts.key);
    return `${parts.key}${format.separator}${value}${format.close}${parts.end}`;
  });
  const end = lines[0]?.endsWith('\r') ? '\r\n' : '\n';
  const added = [...missing].map(
    (key) => `${key}${format.separator}${wanted.get(key) ?? ''}${format.close}${end}`,
  );
  const body = lines.join('\n');
  const gap = added.length > 0 && body !== '' && !body.endsWith('\n') ? end : '';
  return Buffer.from(body + gap + added.join(''), 'latin1');
}

function split(line: string, format: Format): { key: string; value: string; end: string } | null {
  const at = line.indexOf(format.separator);
  if (at <= 0) return null;
  const end = line.endsWith('\r') ? '\r' : '';
  const rest = line.slice(at + 1, line.length - end.length);
  if (!rest.endsWith(format.close)) return null;
  return {
    key: line.slice(0, at),
    value: rest.slice(0, rest.length - format.close.length),
    end,
  };
}

/** UTF-8 by far most often, else the one in which any bytes are text. */
function decode(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return Buffer.from(content).toString('latin1');
  }
}
