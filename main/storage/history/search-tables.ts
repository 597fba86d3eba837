/**
 * What is searched, keyed by the place of the line; part of the first migration. `words` holds the folded words of a line after
 * the marks of its conversation and account. Words that begin with up to three given letters are found without going through all
 * of them. Segments are merged in short steps, never while something is written, and what is deleted is overwritten.
 */
export const searchTables = `
  CREATE VIRTUAL TABLE search USING fts5(words, tokenize = 'ascii', prefix = '1 2 3', columnsize = 0);
  INSERT INTO search (search, rank) VALUES ('secure-delete', 1), ('automerge', 0);
  CREATE TABLE search_accounts (
    id INTEGER PRIMARY KEY,
    account TEXT NOT NULL UNIQUE
  ) STRICT;`
