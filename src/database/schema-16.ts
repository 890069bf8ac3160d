// Sixteenth schema: which message made the tenant make this one: a report, a notification, a reply. Unknown of older ones.
export const schema16 = `
ALTER TABLE journey ADD COLUMN caused_by TEXT;
CREATE INDEX journey_caused_by ON journey (caused_by, started_at, id) WHERE caused_by IS NOT NULL;
`;
