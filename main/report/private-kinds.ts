/** A private value and what takes it out; the kinds are in the contract, as the window offers them. */
import type { PrivateKind } from '../contract/redaction';

export interface PrivateValue {
  readonly kind: PrivateKind;
  readonly value: string;
  /** Text that means the same and gets the same stand-in, such as a host's short name. */
  readonly aliases?: readonly string[];
}

/** Text in, the same text without private values out. */
export type Redactor = (text: string) => string;
