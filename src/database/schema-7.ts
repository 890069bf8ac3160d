// Seventh schema: what mailboxes remember beside their items.
export const schema7 = `
CREATE TABLE automatic_reply (
  mailbox TEXT NOT NULL,
  sender TEXT NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (mailbox, sender)
) WITHOUT ROWID;
CREATE TABLE outbox (
  mail_item_id INTEGER PRIMARY KEY, item_id INTEGER NOT NULL, mailbox TEXT NOT NULL, acceptance TEXT NOT NULL);
CREATE UNIQUE INDEX outbox_item ON outbox (item_id);
ALTER TABLE item ADD COLUMN last_folder_id INTEGER;
CREATE TABLE mailbox_audit (
  id INTEGER PRIMARY KEY, mailbox TEXT NOT NULL, at INTEGER NOT NULL, operation TEXT NOT NULL, actor TEXT NOT NULL,
  client TEXT NOT NULL, subject TEXT NOT NULL, message_id TEXT NOT NULL, folder TEXT NOT NULL, destination TEXT NOT NULL);
CREATE INDEX mailbox_audit_mailbox ON mailbox_audit (mailbox, at);
CREATE INDEX mailbox_audit_at ON mailbox_audit (at);
`;
