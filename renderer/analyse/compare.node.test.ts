import { describe, expect, it } from 'vitest';
import { UNKNOWN_FACTS } from '../../main/contract/facts';
import type { Facts } from '../../main/contract/facts';
import type { Session } from '../../main/contract/model';
import { compared, itemsOf } from './compare';

function session(facts: Partial<Facts>, change: Partial<Session> = {}): Session {
  return {
    index: 0,
    startedAt: null,
    host: null,
    port: null,
    user: null,
    protocol: null,
    clientVersion: null,
    serverVersion: null,
    endedBy: null,
    facts: { ...UNKNOWN_FACTS, ...facts },
    ...change,
  };
}

describe('two sessions', () => {
  it('are compared with what differs first, in the order of a session', () => {
    const rows = compared(
      session({
        host: 'db01.example.com',
        serverVersion: 'SSH-2.0-OpenSSH_9.2',
        mac: 'hmac-sha2-256',
        loggedIn: true,
      }),
      session({
        host: 'db01.example.com',
        serverVersion: 'SSH-2.0-OpenSSH_9.9',
        mac: 'hmac-sha2-256',
        loggedIn: false,
      }),
    );
    expect(rows.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['serverVersion', 'differs'],
      ['loggedIn', 'differs'],
      ['host', 'same'],
      ['mac', 'same'],
    ]);
  });

  it('say nothing of what neither log tells, and show what only one does', () => {
    const rows = compared(session({ banner: 'Welcome' }), session({}));
    expect(rows).toEqual([
      { topic: 'login', name: 'banner', one: 'Welcome', other: null, outcome: 'one' },
    ]);
  });

  it('differ in the order of their methods, too', () => {
    const [row] = compared(
      session({ methodsLeft: ['publickey', 'password'] }),
      session({ methodsLeft: ['password', 'publickey'] }),
    );
    expect(row?.outcome).toBe('differs');
  });

  it('are compared in what each side offered', () => {
    const offer = {
      keyExchange: ['curve25519-sha256'],
      hostKey: ['ssh-ed25519'],
      cipherClientToServer: ['aes256-ctr', '3des-cbc'],
      cipherServerToClient: ['aes256-ctr'],
      macClientToServer: ['hmac-sha2-256'],
      macServerToClient: ['hmac-sha2-256'],
      compression: ['none'],
    };
    const rows = compared(
      session({ serverOffer: offer }),
      session({ serverOffer: { ...offer, cipherClientToServer: ['aes256-ctr'] } }),
    );
    expect(rows[0]).toMatchObject({ name: 'serverCipherClientToServer', outcome: 'differs' });
    expect(rows.filter(({ outcome }) => outcome === 'differs')).toHaveLength(1);
    expect(itemsOf(['aes256-ctr', '3des-cbc'], ['aes256-ctr'])).toEqual([
      { text: 'aes256-ctr', alone: false },
      { text: '3des-cbc', alone: true },
    ]);
    expect(itemsOf(['a'], null)).toEqual([{ text: 'a', alone: false }]);
  });
});
