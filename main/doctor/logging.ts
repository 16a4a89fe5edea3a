/** What is to be said about how a session logs. */
import { posix, win32 } from 'node:path';
import type { Finding, FindingSeverity } from '../contract/doctor';
import type { Settings, Surroundings } from './settings';

const PANEL = 'Session/Logging';
/** Per host and day, so that sessions do not overwrite each other and old logs can be deleted. */
const NAME = '&H-&Y&M&D.log';
const FOLDER = 'putty-logs';

export function loggingFindings(settings: Settings, around: Surroundings): readonly Finding[] {
  return [
    logType(settings),
    fileName(settings, around),
    folder(settings, around),
    whenExists(settings),
    flush(settings),
    header(settings),
    passwords(settings),
    sessionData(settings),
  ].map((finding) => ({ topic: 'logging', ...finding }));
}

type Logging = Omit<Finding, 'topic'>;

const shows = (settings: Settings): boolean => settings.session.log.type.startsWith('ssh-');
const logs = (settings: Settings): boolean => settings.session.log.type !== 'none';
/** What is wrong with a log that is not written yet is no trouble yet. */
const once = (settings: Settings, severity: FindingSeverity): FindingSeverity =>
  logs(settings) ? severity : 'advice';

function logType(settings: Settings): Logging {
  const id = 'log-type';
  const panel = `${PANEL} > Session logging`;
  const { type } = settings.session.log;
  if (shows(settings)) {
    return {
      id,
      severity: 'fine',
      title: 'The log shows what goes wrong',
      why:
        type === 'ssh-raw'
          ? 'PuTTY writes its Event Log into it, with raw data that gives each line a time. It grows fast.'
          : 'PuTTY writes its Event Log into it, and every fatal error stands there.',
      panel,
      set: null,
      change: [],
    };
  }
  return {
    id,
    severity: 'trouble',
    title: logs(settings) ? 'The log hides fatal errors' : 'Nothing is logged',
    why: logs(settings)
      ? 'This kind of log keeps what the terminal shows. PuTTY tells fatal errors in a message box and in its Event Log, and neither is in it.'
      : 'Without a log nothing can be explained afterwards, and nobody is told when a session fails.',
    panel,
    set: 'SSH packets',
    change: settings.change('LogType', '3'),
  };
}

function fileName(settings: Settings, around: Surroundings): Logging {
  const { log } = settings.session;
  const to = recommendedName(settings, around);
  const base = { id: 'log-file-name', panel: `${PANEL} > Log file name` };
  const wrong = { ...base, set: to, change: settings.change('LogFileName', to) };
  if (!hasHost(log.fileName) && around.sharesLogWith.length > 0) {
    const others = around.sharesLogWith.map((name) => `"${name}"`).join(', ');
    return {
      ...wrong,
      severity: once(settings, 'trouble'),
      title: 'Several sessions write into the same log',
      why: `So does ${others}. They overwrite each other, or stand mixed in one file where it cannot be told which line is whose.`,
    };
  }
  if (log.guessed) {
    return {
      ...wrong,
      severity: once(settings, 'trouble'),
      title: 'The log has no fixed folder',
      why: 'PuTTY writes it into whatever folder it was started in, so it lands in different places and may not be found.',
    };
  }
  if (!hasHost(log.fileName)) {
    return {
      ...wrong,
      severity: 'advice',
      title: 'All hosts share one log',
      why: 'The name has no &H in it. When the session is opened twice, or with another host, both write into the same file.',
    };
  }
  return {
    ...base,
    severity: 'fine',
    title: 'Each host has a log of its own',
    why: 'The name has &H in it, which stands for the host.',
    set: null,
    change: [],
  };
}

function folder(settings: Settings, around: Surroundings): Logging {
  const { log } = settings.session;
  const base = { id: 'log-folder', panel: `${PANEL} > Log file name` };
  const to = recommendedName(settings, around);
  const bad = { ...base, severity: once(settings, 'trouble'), set: to } as const;
  const change = settings.change('LogFileName', to);
  if (!log.guessed && around.logFolder === 'missing') {
    return {
      ...bad,
      title: "The log's folder does not exist",
      why: `PuTTY makes no folders. It cannot write ${log.fileName}, and goes on without a log.`,
      change,
    };
  }
  if (!log.guessed && around.logFolder === 'not-writable') {
    return {
      ...bad,
      title: "The log's folder cannot be written",
      why: `You may not create files there, so PuTTY cannot write ${log.fileName} and goes on without a log.`,
      change,
    };
  }
  return {
    ...base,
    severity: 'fine',
    title: around.logFolder === 'there' ? "The log's folder is there" : 'The folder is not known',
    why:
      around.logFolder === 'there'
        ? 'PuTTY can write there.'
        : 'It depends on where PuTTY is started or on this computer it cannot be looked at.',
    set: null,
    change: [],
  };
}

function whenExists(settings: Settings): Logging {
  const { whenExists: now, fileName: name } = settings.session.log;
  const base = {
    id: 'log-when-exists',
    panel: `${PANEL} > What to do if the log file already exists`,
  };
  if (now === 'append' || (now === 'overwrite' && hasTime(name))) {
    return {
      ...base,
      severity: 'fine',
      title: 'Earlier sessions are kept',
      why:
        now === 'append'
          ? 'PuTTY appends to the log.'
          : 'The name has the time in it, so each session has a log of its own.',
      set: null,
      change: [],
    };
  }
  return {
    ...base,
    severity: 'advice',
    title: now === 'ask' ? 'PuTTY asks about the log each time' : 'The next session erases the log',
    why:
      now === 'ask'
        ? 'Until the question is answered nothing is written, and one wrong click erases the log or goes on without one.'
        : 'What went wrong yesterday is gone as soon as you connect again to see whether it still does.',
    set: 'Always append to the end of it',
    change: settings.change('LogFileClash', '0'),
  };
}

function flush(settings: Settings): Logging {
  return toggle(settings, settings.session.log.flush, {
    id: 'log-flush',
    key: 'LogFlush',
    control: 'Flush log file frequently',
    severity: once(settings, 'trouble'),
    good: ['The log is written at once', 'What happens can be told the moment it happens.'],
    bad: [
      'The log is written late',
      'PuTTY holds lines back until some thousand characters have come together. Errors are then told late, and are lost if PuTTY is killed.',
    ],
  });
}

function header(settings: Settings): Logging {
  return toggle(settings, settings.session.log.header, {
    id: 'log-header',
    key: 'LogHeader',
    control: 'Include header',
    severity: 'advice',
    good: ['Each session begins with a header', 'It tells when the session began.'],
    bad: [
      'Sessions have no header',
      'The header tells when a session began and where one ends and the next begins.',
    ],
  });
}

function passwords(settings: Settings): Logging {
  return toggle(settings, settings.session.log.omitPasswords, {
    id: 'log-passwords',
    key: 'SSHLogOmitPasswords',
    control: 'Omit known password fields',
    severity: shows(settings) ? 'trouble' : 'advice',
    good: ['Passwords of the login are blanked', 'The log shows X in their place.'],
    bad: [
      'Passwords of the login are logged',
      'Whoever can read the log can read your passwords. Change those that stand in old logs, and delete the logs.',
    ],
  });
}

function sessionData(settings: Settings): Logging {
  return toggle(settings, settings.session.log.omitData, {
    id: 'log-session-data',
    key: 'SSHLogOmitData',
    control: 'Omit session data',
    severity: shows(settings) ? 'trouble' : 'advice',
    good: [
      'What you type is not logged',
      'Commands and their output are left out of a packet log. Errors of PuTTY are still seen.',
    ],
    bad: [
      'A packet log keeps all you type',
      'Passwords typed inside the session, such as those for sudo, and all that commands print stand in a packet log. No error needs them to be seen.',
    ],
  });
}

interface Toggle {
  readonly id: string;
  readonly key: string;
  readonly control: string;
  readonly severity: FindingSeverity;
  readonly good: readonly [title: string, why: string];
  readonly bad: readonly [title: string, why: string];
}

/** All of these check boxes are to be ticked. */
function toggle(settings: Settings, on: boolean, about: Toggle): Logging {
  const [title, why] = on ? about.good : about.bad;
  return {
    id: about.id,
    severity: on ? 'fine' : about.severity,
    title,
    why,
    panel: `${PANEL} > ${about.control}`,
    set: on ? null : 'ticked',
    change: on ? [] : settings.change(about.key, '1'),
  };
}

/** `&&` is a plain `&`, so pairs are read from the left. */
const codes = (name: string): ReadonlySet<string> =>
  new Set((name.match(/&./gs) ?? []).map((pair) => pair.toLowerCase()));
const hasHost = (name: string): boolean => codes(name).has('&h');
const hasTime = (name: string): boolean => codes(name).has('&t');

/** A name with host and day: in the folder that is used now if that can be, else in one of its own. */
function recommendedName(settings: Settings, { home, windows, logFolder }: Surroundings): string {
  const { fileName: now, guessed } = settings.session.log;
  const path = windows ? win32 : posix;
  const usable = !guessed && (logFolder === 'there' || logFolder === 'unknown');
  if (usable) return hasHost(now) ? now : path.join(path.dirname(now), NAME);
  return path.join(home.replaceAll('&', '&&'), FOLDER, NAME);
}
