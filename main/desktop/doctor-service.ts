/** The log doctor behind the window: it reads on every question, and writes only when told to. */
import type { Doctor } from '../contract/doctor';
import type { DoctorView } from '../contract/doctor-view';
import type { Result } from '../contract/watch';
import { ProblemError } from './problem';

export class DoctorService {
  constructor(
    private readonly doctor: Doctor,
    /** A saved session may log somewhere else now. */
    private readonly changed: () => void,
  ) {}

  /** Throws a ProblemError if the saved sessions cannot be read. */
  async view(): Promise<DoctorView> {
    const [sessions, backups] = await Promise.all([this.doctor.examine(), this.doctor.backups()]);
    return { sessions: valueOf(sessions), backups: valueOf(backups) };
  }

  /** Makes the changes of these findings; throws a ProblemError if nothing was changed. */
  async apply(session: string, findings: readonly string[]): Promise<DoctorView> {
    valueOf(await this.doctor.apply(session, findings));
    this.changed();
    return this.view();
  }

  /** Puts a session back; throws a ProblemError if it was changed since. */
  async undo(backup: string): Promise<DoctorView> {
    valueOf(await this.doctor.undo(backup));
    this.changed();
    return this.view();
  }
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new ProblemError(result.problem);
  return result.value;
}
