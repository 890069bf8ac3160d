// Ninth schema: mailboxes have numbers, of which the ids of their well-known folders are made (mailbox/well-known-folders.ts),
// so that these need no rows. What other tenants sent and recalled; requests that wait in mailboxes of classic Outlook; mail
// that reached the organization's mailboxes on premises.
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
CREATE TABLE sender_tenant (network_message_id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, at INTEGER NOT NULL);
CREATE INDEX sender_tenant_at ON sender_tenant (at);
CREATE TABLE tenant_recall (
  request_message_id TEXT NOT NULL, tenant_id TEXT NOT NULL, original_message_id TEXT NOT NULL,
  requested_at INTEGER NOT NULL, PRIMARY KEY (request_message_id, tenant_id));
CREATE INDEX tenant_recall_requested_at ON tenant_recall (requested_at);
CREATE INDEX tenant_recall_original ON tenant_recall (original_message_id);
CREATE TABLE tenant_recall_recipient (
  request_message_id TEXT NOT NULL, tenant_id TEXT NOT NULL, mailbox TEXT NOT NULL, status TEXT NOT NULL,
  true_reason TEXT, at INTEGER NOT NULL, PRIMARY KEY (request_message_id, tenant_id, mailbox));
CREATE INDEX tenant_recall_recipient_at ON tenant_recall_recipient (at);
CREATE TABLE classic_recall (
  mailbox TEXT NOT NULL, search_key TEXT NOT NULL, request_message_id TEXT NOT NULL, from_address TEXT NOT NULL,
  wants_report INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (mailbox, search_key, request_message_id));
CREATE INDEX classic_recall_at ON classic_recall (at);
ALTER TABLE sink_message ADD COLUMN place TEXT NOT NULL DEFAULT 'internet';
ALTER TABLE submitted ADD COLUMN rights_managed INTEGER NOT NULL DEFAULT 0;
`;
