// Ninth schema: mailboxes have numbers, of which the ids of their well-known folders are made (mailbox/well-known-folders.ts),
// so that these need no rows.
const WELL_KNOWN = [
  "msgfolderroot",
  "inbox",
  "drafts",
  "sentitems",
  "deleteditems",
  "junkemail",
  "outbox",
  "archive",
  "recoverableitemsroot",
  "recoverableitemsdeletions",
  "recoverableitemsversions",
  "recoverableitemspurges",
  "recoverableitemsdiscoveryholds",
];
const place = `CASE well_known ${WELL_KNOWN.map((name, at) => `WHEN '${name}' THEN ${at}`).join(" ")} END`;

export const schema9 = `
CREATE TABLE mailbox (id INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT NOT NULL UNIQUE);
INSERT INTO mailbox (address) SELECT mailbox FROM folder GROUP BY mailbox ORDER BY min(id);
CREATE TABLE folder_before AS SELECT folder.id AS id, 1099511627776 + mailbox.id * 64 + ${place} AS number
  FROM folder JOIN mailbox ON mailbox.address = folder.mailbox WHERE well_known IS NOT NULL;
CREATE INDEX folder_before_id ON folder_before (id);
UPDATE item SET folder_id = (SELECT number FROM folder_before WHERE folder_before.id = folder_id)
  WHERE folder_id IN (SELECT id FROM folder_before);
UPDATE folder SET parent_id = (SELECT number FROM folder_before WHERE folder_before.id = parent_id)
  WHERE parent_id IN (SELECT id FROM folder_before);
DELETE FROM folder WHERE well_known IS NOT NULL;
DROP TABLE folder_before;
ALTER TABLE folder DROP COLUMN well_known;
`;
