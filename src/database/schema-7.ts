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
`;
