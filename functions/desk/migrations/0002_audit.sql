-- Who looked at what on the desk, and who did what. Numbers are never used twice.

CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  account TEXT,
  subject TEXT,
  reason TEXT,
  outcome TEXT NOT NULL DEFAULT 'begun',
  ref TEXT NOT NULL
);

CREATE INDEX audit_at ON audit (at);

CREATE INDEX audit_account ON audit (account, id) WHERE account IS NOT NULL;
