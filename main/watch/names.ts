/** Names of log files: PuTTY's `&` codes, and which names in a folder can be a log at all. */
import { basename } from 'node:path';

/** A PuTTY log file name, split at the first part that varies. */
export interface LogNamePattern {
  /** Folder whose name is fixed; empty for a name without a folder. */
  readonly base: string;
  /** One expression per further part of the path; the last one is for the file's name. */
  readonly parts: readonly RegExp[];
  /** The file's name if nothing in the whole name varies, else null. */
  readonly fixed: string | null;
}

/** The codes of PuTTY's logging.c (xlatlognam); they are the same in upper and lower case. */
const CODES: Readonly<Record<string, string>> = {
  y: '\\d{4}',
  m: '\\d{2}',
  d: '\\d{2}',
  t: '\\d{6}',
  h: '.+',
  p: '\\d+',
};

const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Reads a log file name as PuTTY does: `&Y &M &D &T &H &P` stand for year, month, day, time, host
 * and port, `&&` for `&`; any other pair stands for itself. Codes never give a path separator.
 */
export function parseLogName(name: string, windows: boolean): LogNamePattern {
  const parts: { text: string; source: string; varies: boolean }[] = [];
  let part = { text: '', source: '', varies: false };
  const literal = (text: string): void => {
    part.text += text;
    part.source += escapeRegex(text);
  };
  for (let at = 0; at < name.length; at += 1) {
    const char = name.charAt(at);
    if (char === '/' || (windows && char === '\\')) {
      parts.push(part);
      part = { text: '', source: '', varies: false };
    } else if (char !== '&') {
      literal(char);
    } else {
      at += 1;
      const code = name.charAt(at);
      const source = CODES[code.toLowerCase()];
      if (source !== undefined) {
        part.source += source;
        part.varies = true;
      } else if (code === '&') literal('&');
      else if (code !== '') literal(`&${sanitise(code, windows)}`);
    }
  }
  parts.push(part);
  const first = parts.findIndex((each) => each.varies);
  const cut = first === -1 ? parts.length - 1 : first;
  const base = parts.slice(0, cut).map((each) => each.text);
  const separator = windows ? '\\' : '/';
  return {
    base: base.length === 1 && base[0] === '' ? separator : base.join(separator),
    parts: parts.slice(cut).map((each) => new RegExp(`^${each.source}$`, windows ? 'i' : '')),
    fixed: first === -1 ? (parts[cut]?.text ?? null) : null,
  };
}

/** PuTTY replaces what a file name cannot hold by a dot (filename_char_sanitise). */
function sanitise(char: string, windows: boolean): string {
  return (windows ? '<>:"/\\|?*' : '/').includes(char) ? '.' : char;
}

const LOG_EXTENSION = /\.(?:log|txt|out|asc|sshlog|rawlog|plog)$/i;
/** What log rotation appends: `.1`, `-20261122`, `.old`. */
const ROTATED = /\.(?:log|txt|out)(?:[.\-_](?:\d[\d\-_.T]*|old|bak|prev|save))+$/i;
const PUTTY_NAME = /(?:putty|plink|pscp|psftp)[^.]*$/i;

/** True if a file in a watched folder can be a log, told by its name alone. */
export function isLogName(name: string): boolean {
  if (name.startsWith('.')) return false;
  return LOG_EXTENSION.test(name) || ROTATED.test(name) || PUTTY_NAME.test(name);
}

/** Names that a log may have had before rotation gave it this one: `a.log` for `a.log.1` and `a.1.log`. */
export function rotationOrigins(name: string): readonly string[] {
  const origins: string[] = [];
  for (let at = 1; at < name.length; at += 1) {
    if ('.-_~'.includes(name.charAt(at))) origins.push(name.slice(0, at));
  }
  const dot = name.lastIndexOf('.');
  if (dot <= 0) return origins;
  const extension = name.slice(dot);
  for (let at = dot - 1; at > 0 && /[\d\-_.T() ]/.test(name.charAt(at)); at -= 1) {
    if (/^[.\-_ (][\d\-_.T]+\)?$/.test(name.slice(at, dot)))
      origins.push(name.slice(0, at) + extension);
  }
  return origins;
}

/** True if rotation could have made the file `path` out of a log called `original` (paths or names). */
export function isRotationOf(path: string, original: string): boolean {
  return rotationOrigins(basename(path)).includes(basename(original));
}
