/** Which private values the sessions and messages of the reported logs hold. */
import type { Analysis } from '../contract/model';
import type { PrivateKind } from '../contract/redaction';
import type { PrivateValue } from './private-kinds';

/** What the catalogue's patterns capture under these names. Free text is left to the patterns. */
const CAPTURES: Readonly<Record<string, PrivateKind>> = {
  host: 'host',
  displayHost: 'host',
  address: 'address',
  source: 'address',
  user: 'user',
  keyFile: 'key-file',
  file: 'path',
  localFile: 'path',
  fingerprint: 'fingerprint',
  key: 'comment',
};

/** In the order of the files, so that the first host is `host-1`. */
export function privateValues(
  files: readonly Pick<Analysis, 'sessions' | 'detections'>[],
): PrivateValue[] {
  const found: PrivateValue[] = [];
  for (const { sessions, detections } of files) {
    for (const { facts } of sessions) {
      // A serial line's host is its device.
      if (facts.host !== null && facts.protocol !== 'serial') found.push(host(facts.host));
      if (facts.address !== null) found.push(address(facts.address));
      if (facts.user !== null) found.push({ kind: 'user', value: facts.user });
      if (facts.keyFile !== null) found.push(keyFile(facts.keyFile));
      if (facts.hostKeyFingerprint !== null) found.push(fingerprint(facts.hostKeyFingerprint));
      for (const forwarding of facts.forwardings ?? []) found.push(...targets(forwarding));
    }
    for (const { captures } of detections) {
      for (const [name, value] of Object.entries(captures)) {
        const kind = Object.hasOwn(CAPTURES, name) ? CAPTURES[name] : undefined;
        if (kind !== undefined) found.push(ofKind(kind, value));
      }
    }
  }
  return found;
}

function ofKind(kind: PrivateKind, value: string): PrivateValue {
  if (kind === 'host') return host(value);
  if (kind === 'address') return address(value);
  if (kind === 'key-file') return keyFile(value);
  if (kind === 'fingerprint') return fingerprint(value);
  return { kind, value };
}

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** A host that was given as an address is one; the short name of another means the same host. */
function host(value: string): PrivateValue {
  if (IPV4.test(value) || value.includes(':')) return { kind: 'address', value };
  const short = value.split('.')[0] ?? '';
  const aliases = short !== value && short.length > 1 && !/^\d+$/.test(short) ? [short] : [];
  return { kind: 'host', value, aliases };
}

/** PuTTY writes an address in brackets, with its port, or a host's name in its place. */
function address(value: string): PrivateValue {
  const bare = value.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^([^:]+):\d+$/, '$1');
  return /^[\d.]+$/.test(bare) || bare.includes(':')
    ? { kind: 'address', value: bare }
    : host(bare);
}

/** The file's own name stands alone in some messages. */
function keyFile(value: string): PrivateValue {
  const name = value.split(/[/\\]/).at(-1) ?? '';
  return { kind: 'key-file', value, aliases: name === '' ? [] : [name] };
}

/** `ssh-ed25519 255 SHA256:...`: kind and length of the key may be told. */
function fingerprint(value: string): PrivateValue {
  return { kind: 'fingerprint', value: value.split(' ').at(-1) ?? value };
}

/** Names, and addresses in brackets, whether a port follows or not: linear in the text's length. */
const NAMES = /\[[^[\]]+\]|[^\s:[\]]+/g;

/** Hosts in `Local port 8080 forwarding to db.example.com:5432`. */
function targets(forwarding: string): PrivateValue[] {
  return [...forwarding.matchAll(NAMES)].flatMap(({ 0: name, index }) => {
    const end = index + name.length;
    return /^:\d/.test(forwarding.slice(end, end + 2)) ? [address(name)] : [];
  });
}
