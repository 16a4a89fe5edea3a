/** Where notifications are shown: each system's own way behind one interface. */
import type { Severity } from '../../contract/model';

/** What a button on a notification does; a click on the notification itself opens it. */
export type NoteAction = 'open' | 'mute';

export interface Note {
  /** One notification at a time has this key: the next one takes its place. */
  readonly key: string;
  readonly title: string;
  readonly body: string;
  readonly severity: Severity;
  /** In the order in which they are shown; labels in the user's language. */
  readonly actions: readonly { readonly does: NoteAction; readonly label: string }[];
  readonly sound: boolean;
}

export interface Outlet {
  /** Shows a note, in the place of the one with the same key. */
  show(note: Note): void;
  /** Changes the words of a note that is still there, without drawing attention to it again. */
  update(note: Note): void;
  /** Takes a note away. */
  close(key: string): void;
  /** Lets go of the system at the end of the program; what is shown stays, or goes as the system wants it. */
  end(): void;
}

export interface OutletHooks {
  /** The user clicked it, or one of its buttons. */
  readonly pressed: (key: string, action: NoteAction) => void;
  /** The system took this note. */
  readonly shown: (note: Note) => void;
  /** The system could not show this note; the sentence is for the log of our own. */
  readonly failed: (note: Note, why: string) => void;
}

/** Security stays until somebody saw it; information makes no fuss. */
export function urgencyOf(severity: Severity): 'low' | 'normal' | 'critical' {
  if (severity === 'security') return 'critical';
  return severity === 'info' ? 'low' : 'normal';
}
