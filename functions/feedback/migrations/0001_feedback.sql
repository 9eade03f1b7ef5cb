-- What readers tell us. STORAGE.md beside this folder says what each column holds. A migration that has been applied anywhere is never edited.

CREATE TABLE signals (
  page TEXT NOT NULL,
  locale TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('different', 'helpful', 'unhelpful')),
  day TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (page, locale, kind, day)
) WITHOUT ROWID;

CREATE TABLE comments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  page TEXT NOT NULL,
  locale TEXT NOT NULL,
  account TEXT NOT NULL,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  shown_at INTEGER,
  reply TEXT,
  replied_at INTEGER
);

CREATE INDEX comments_of_page ON comments (page, locale, written_at) WHERE shown_at IS NOT NULL;

CREATE INDEX comments_of_account ON comments (account, written_at);
