/** What a log keeps about the user, in plain words. */
import type { SavedSession } from '../contract/watch';

/** One sentence each; empty where nothing is logged. */
export function privacyOf(
  log: Pick<SavedSession['log'], 'type' | 'omitPasswords' | 'omitData'>,
): readonly string[] {
  switch (log.type) {
    case 'none':
      return [];
    case 'printable':
    case 'session-output':
      return [
        'Everything the server prints is kept, and with it what you type wherever it is echoed.',
        'Passwords are not kept as long as nothing echoes them, but whatever a command shows is: files, keys, customer data.',
      ];
    case 'ssh-packets':
    case 'ssh-raw':
      return [
        'The name and address of the host, your user name, the public keys you offer, the host key and the names of forwarded ports are kept.',
        log.omitPasswords
          ? 'The password of the login is blanked. Only its length can be seen.'
          : 'The password of the login is kept as it was typed.',
        log.omitData
          ? 'What you type and what commands print is left out. Only its length can be seen.'
          : 'Every key you press is kept, also passwords given to sudo or to a database, and all that commands print.',
        ...(log.type === 'ssh-raw'
          ? ['The raw bytes are kept as well. They are encrypted from the key exchange on.']
          : []),
        'Keep such a log readable for yourself alone, and remove names before you send it to anyone.',
      ];
  }
}
