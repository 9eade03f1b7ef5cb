-- The index of the fleet. STORAGE.md beside this folder says what each column holds. A migration that has been applied anywhere is never edited.

CREATE TABLE accounts (
  account TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  reason TEXT,
  trouble TEXT,
  used_at INTEGER,
  updated_at INTEGER NOT NULL,
  sealed TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX accounts_updated ON accounts (updated_at, account);

CREATE INDEX accounts_state ON accounts (state, updated_at, account);

CREATE INDEX accounts_reason ON accounts (reason, updated_at, account) WHERE reason IS NOT NULL;

CREATE INDEX accounts_standing ON accounts (state, reason, trouble, used_at);

CREATE TABLE words (
  word TEXT NOT NULL,
  account TEXT NOT NULL,
  PRIMARY KEY (word, account)
) WITHOUT ROWID;

CREATE INDEX words_account ON words (account);

CREATE TABLE codes (
  code TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  whose TEXT NOT NULL,
  sealed TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX codes_at ON codes (at);

CREATE INDEX codes_whose ON codes (whose);

CREATE TABLE passages (
  account TEXT NOT NULL,
  event INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  step TEXT NOT NULL,
  cause TEXT,
  language TEXT,
  PRIMARY KEY (account, event)
) WITHOUT ROWID;

CREATE INDEX passages_at ON passages (at);
