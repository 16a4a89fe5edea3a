/** All recorded situations. */
import type { Scenario } from '../scenario';
import { FILES } from './files';
import { FORWARDING } from './forwarding';
import { HOST_KEY } from './host-key';
import { KEY_EXCHANGE } from './key-exchange';
import { KEYS } from './keys';
import { LOGIN } from './login';
import { NETWORK } from './network';
import { PROXY } from './proxy';
import { SESSION } from './session';
import { SHAPES } from './shapes';

export const SCENARIOS: readonly Scenario[] = [
  ...LOGIN,
  ...KEYS,
  ...HOST_KEY,
  ...KEY_EXCHANGE,
  ...NETWORK,
  ...SESSION,
  ...FORWARDING,
  ...FILES,
  ...PROXY,
  ...SHAPES,
];
