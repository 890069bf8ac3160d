// Eleventh schema: historical searches, what each was asked and the report it made.
export const schema11 = `
CREATE TABLE historical_search (
  id TEXT PRIMARY KEY, submitted_at INTEGER NOT NULL, status TEXT NOT NULL, due_at INTEGER, request TEXT NOT NULL,
  lines INTEGER NOT NULL DEFAULT 0, report BLOB
) STRICT;
CREATE INDEX historical_search_submitted_at ON historical_search (submitted_at);
CREATE INDEX historical_search_due_at ON historical_search (due_at) WHERE due_at IS NOT NULL;
`;
