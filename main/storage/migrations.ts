/**
 * The steps from one version of the database to the next; `user_version` counts those that were done. A step that
 * was ever released is never changed: a change is a new step.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE settings (
     name TEXT PRIMARY KEY,
     value TEXT NOT NULL
   ) STRICT;
   CREATE TABLE networks (
     id TEXT PRIMARY KEY,
     record TEXT NOT NULL
   ) STRICT;
   CREATE TABLE remembered_accounts (
     id TEXT PRIMARY KEY,
     address TEXT NOT NULL,
     network_id TEXT NOT NULL,
     presence TEXT NOT NULL,
     password_remembered INTEGER NOT NULL,
     sign_in_automatically INTEGER NOT NULL,
     name TEXT NOT NULL DEFAULT '',
     personal_message TEXT NOT NULL DEFAULT '',
     used INTEGER NOT NULL
   ) STRICT;`,
  `CREATE TABLE contact_notes (
     account TEXT NOT NULL REFERENCES remembered_accounts (id) ON DELETE CASCADE,
     address TEXT NOT NULL,
     alias TEXT NOT NULL DEFAULT '',
     note TEXT NOT NULL DEFAULT '',
     favourite INTEGER NOT NULL DEFAULT 0,
     declined INTEGER NOT NULL DEFAULT 0,
     last_talk_at INTEGER,
     PRIMARY KEY (account, address)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE network_dialects (
     network_id TEXT PRIMARY KEY,
     record TEXT NOT NULL,
     dialects TEXT NOT NULL,
     noted_at INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE installation (
     name TEXT PRIMARY KEY,
     value TEXT NOT NULL
   ) STRICT;
   INSERT OR IGNORE INTO settings (name, value)
     SELECT 'offlineContacts', '"hidden"' FROM settings WHERE name = 'showOffline' AND value = 'false';
   DELETE FROM settings WHERE name = 'showOffline';`,
  `CREATE TABLE outbox (
     number INTEGER PRIMARY KEY,
     entry_id TEXT NOT NULL UNIQUE,
     account TEXT NOT NULL,
     history_id TEXT NOT NULL,
     is_group INTEGER NOT NULL,
     people TEXT NOT NULL,
     entry TEXT NOT NULL,
     delivery TEXT NOT NULL,
     handed_over INTEGER NOT NULL,
     first_piece INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX outbox_account ON outbox (account);
   CREATE TABLE drafts (
     account TEXT NOT NULL,
     history_id TEXT NOT NULL,
     text TEXT NOT NULL,
     PRIMARY KEY (account, history_id)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE fetched_offline_messages (
     account TEXT NOT NULL,
     message_id TEXT NOT NULL,
     PRIMARY KEY (account, message_id)
   ) STRICT, WITHOUT ROWID;`,
]
