import { searchTables } from './search-tables.ts'

/** What was said, and who said it how. */
const historyTables = `
  CREATE TABLE talks (
    id INTEGER PRIMARY KEY,
    account TEXT NOT NULL,
    history_id TEXT NOT NULL,
    is_group INTEGER NOT NULL,
    people TEXT NOT NULL,
    UNIQUE (account, history_id)
  ) STRICT;
  CREATE TABLE authors (
    id INTEGER PRIMARY KEY,
    address TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (address, name)
  ) STRICT;
  CREATE TABLE formats (
    id INTEGER PRIMARY KEY,
    format TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE lines (
    seq INTEGER PRIMARY KEY CHECK (seq BETWEEN 0 AND ${Number.MAX_SAFE_INTEGER}),
    talk INTEGER NOT NULL,
    entry_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    mine INTEGER NOT NULL,
    author INTEGER,
    text TEXT,
    format INTEGER,
    delivery TEXT,
    rest TEXT
  ) STRICT;
  CREATE INDEX lines_of_talk ON lines (talk);
  CREATE INDEX lines_of_author ON lines (author) WHERE author IS NOT NULL;
  CREATE INDEX lines_of_format ON lines (format) WHERE format IS NOT NULL;
  CREATE TABLE unindexed (
    seq INTEGER PRIMARY KEY
  ) STRICT;`

/**
 * Which conversations there are, once more and in another part of the file: an index of everything in `talks`, which no query
 * needs. Without them no line of a damaged file could be put where it belongs.
 */
const copyOfTalks = 'CREATE INDEX copy_of_talks ON talks (account, history_id, is_group, people);'

/** Has a row from the deletion of lines until nothing of them is left in the file; the program may end in between. */
const unwiped = 'CREATE TABLE unwiped (id INTEGER PRIMARY KEY CHECK (id = 1)) STRICT;'

/**
 * The steps from one version of the history's file to the next; `user_version` counts those that were done. A step
 * that was ever released is never changed: a change is a new step.
 */
export const historyMigrations: readonly string[] = [historyTables + searchTables + copyOfTalks, unwiped]
