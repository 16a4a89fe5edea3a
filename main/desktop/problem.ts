/** Errors of the desktop as values: a code for programs, a sentence for people. */
import type { Problem } from '../contract/model';
import type { SettingName } from '../contract/settings';
import { requirement } from './setting-words';

/** Code of a settings file that is wrong, wholly or in part. */
export const SETTINGS_REFUSED = 'settings-refused';

/** Thrown by handlers; its sentence is shown in the window as it is. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
    this.name = 'ProblemError';
  }
}

export function problem(code: string, message: string, path: string | null = null): Problem {
  return { path, code, message };
}

/** Whatever was thrown, as a problem; what was not foreseen keeps its own message. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return problem('unexpected', `Something unforeseen went wrong: ${detail}`);
}

/** @param file where the settings that could not be read were put */
export function settingsSetAside(file: string): Problem {
  const message =
    'The settings could not be read, so the usual ones are in use. The old file was kept.';
  return problem('settings-set-aside', message, file);
}

/**
 * Says for each setting what it has to be.
 *
 * @param file where the refused values can still be read
 * @param refused empty if the file as a whole cannot be read
 */
export function settingsRefused(file: string, refused: readonly SettingName[]): Problem {
  const message =
    refused.length === 0
      ? 'The settings file is not valid JSON, so what was set before holds.'
      : `These settings cannot be used as they stand in the file, so others hold: ${refused.map(requirement).join('; ')}.`;
  return problem(SETTINGS_REFUSED, message, file);
}
