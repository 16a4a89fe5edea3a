/** What counts as private in a report that is made to be shared. The names are those of the stand-ins. */
import * as v from 'valibot';

export const PRIVATE_KINDS = [
  'host',
  'user',
  'address',
  'key-file',
  'path',
  'comment',
  'fingerprint',
  'cookie',
  'password',
] as const;
export type PrivateKind = (typeof PRIVATE_KINDS)[number];

/** Kinds that are to stay readable are false; what is not named is taken out. */
export type RedactionChoice = Readonly<Partial<Record<PrivateKind, boolean>>>;

export const redactionSchema: v.GenericSchema<unknown, RedactionChoice> = v.strictObject(
  v.entriesFromList(PRIVATE_KINDS, v.exactOptional(v.boolean())),
);
