// Fifteenth schema: what else a search asks of a message: its size, whom its header names, what it has. Empty in older ones.
export const schema15 = `
ALTER TABLE journey ADD COLUMN size INTEGER NOT NULL DEFAULT 0;
ALTER TABLE journey ADD COLUMN cc TEXT NOT NULL DEFAULT '';
ALTER TABLE journey ADD COLUMN bcc TEXT NOT NULL DEFAULT '';
ALTER TABLE journey ADD COLUMN reply_to TEXT NOT NULL DEFAULT '';
ALTER TABLE journey ADD COLUMN has TEXT NOT NULL DEFAULT '';
`;
