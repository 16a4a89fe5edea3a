/** The tables, step by step from an empty database to the present one. A released step never changes. */
import type { Sql } from './sql';

const STEPS: readonly string[] = [
  `
  CREATE TABLE targets (key TEXT PRIMARY KEY, since TEXT NOT NULL) STRICT;

  CREATE TABLE files (
    incarnation TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    device TEXT NOT NULL,
    inode TEXT NOT NULL,
    born TEXT,
    head_length INTEGER NOT NULL,
    head TEXT NOT NULL,
    tail_length INTEGER NOT NULL,
    tail TEXT NOT NULL,
    offset INTEGER NOT NULL,
    report_from INTEGER NOT NULL,
    settled INTEGER NOT NULL,
    snapshot TEXT,
    updated TEXT NOT NULL
  ) STRICT;

  CREATE TABLE sessions (
    incarnation TEXT NOT NULL,
    number INTEGER NOT NULL,
    host TEXT,
    user TEXT,
    started_at TEXT,
    facts TEXT NOT NULL,
    PRIMARY KEY (incarnation, number)
  ) STRICT;
  CREATE INDEX sessions_by_host ON sessions (host);

  CREATE TABLE detections (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    incarnation TEXT NOT NULL,
    file TEXT NOT NULL,
    detected_at TEXT NOT NULL,
    entry TEXT NOT NULL,
    severity TEXT NOT NULL,
    message TEXT NOT NULL,
    voice TEXT NOT NULL,
    line INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    session INTEGER NOT NULL,
    time TEXT,
    captures TEXT NOT NULL,
    told INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX detections_untold ON detections (seq) WHERE told = 0;

  CREATE TABLE incidents (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    incarnation TEXT NOT NULL,
    session INTEGER NOT NULL,
    entry TEXT NOT NULL,
    root TEXT NOT NULL,
    count INTEGER NOT NULL,
    detections TEXT NOT NULL,
    causes TEXT NOT NULL,
    fixes TEXT NOT NULL,
    detected_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX incidents_by_session ON incidents (incarnation, session);
  `,
  `
  ALTER TABLE incidents ADD COLUMN state TEXT NOT NULL DEFAULT 'open';
  CREATE INDEX incidents_open ON incidents (seq) WHERE state = 'open';
  `,
  `
  CREATE INDEX detections_by_session ON detections (incarnation, session);
  CREATE INDEX detections_by_time ON detections (detected_at);

  CREATE VIRTUAL TABLE words USING fts5 (message, host, user, tokenize = 'unicode61 remove_diacritics 2');
  INSERT INTO words (rowid, message, host, user)
    SELECT d.seq, d.message, s.host, s.user FROM detections d
    LEFT JOIN sessions s ON s.incarnation = d.incarnation AND s.number = d.session;

  CREATE TRIGGER words_added AFTER INSERT ON detections BEGIN
    INSERT INTO words (rowid, message, host, user)
      SELECT new.seq, new.message, max(s.host), max(s.user) FROM sessions s
      WHERE s.incarnation = new.incarnation AND s.number = new.session;
  END;
  CREATE TRIGGER words_removed AFTER DELETE ON detections BEGIN
    DELETE FROM words WHERE rowid = old.seq;
  END;
  CREATE TRIGGER words_of_session AFTER INSERT ON sessions BEGIN
    UPDATE words SET host = new.host, user = new.user WHERE rowid IN
      (SELECT seq FROM detections WHERE incarnation = new.incarnation AND session = new.number);
  END;
  CREATE TRIGGER words_of_changed_session AFTER UPDATE ON sessions
  WHEN old.host IS NOT new.host OR old.user IS NOT new.user BEGIN
    UPDATE words SET host = new.host, user = new.user WHERE rowid IN
      (SELECT seq FROM detections WHERE incarnation = new.incarnation AND session = new.number);
  END;
  `,
  `
  CREATE TABLE clock (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    believed INTEGER NOT NULL,
    doubted INTEGER
  ) STRICT;
  INSERT INTO clock (id, believed)
    SELECT 1, CAST(unixepoch(max(at)) AS INTEGER) * 1000 FROM
      (SELECT max(detected_at) AS at FROM detections UNION ALL SELECT max(updated) FROM files)
    HAVING max(at) IS NOT NULL AND unixepoch(max(at)) IS NOT NULL;
  `,
];

/** Version of the tables that this program reads and writes. */
export const SCHEMA_VERSION = STEPS.length;

export function schemaVersion(sql: Sql): number {
  return Number(sql.value('PRAGMA user_version'));
}

/** Brings the tables up to `to`; each step is one transaction. The version must not be above it. */
export function migrate(sql: Sql, to = SCHEMA_VERSION): void {
  for (let version = schemaVersion(sql); version < to; version += 1) {
    sql.transaction(() => {
      sql.exec(STEPS[version] ?? '');
      sql.exec(`PRAGMA user_version = ${version + 1}`);
    });
  }
}
