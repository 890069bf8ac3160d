// Seventh schema: what mailboxes remember beside their items.
export const schema7 = `
CREATE TABLE automatic_reply (
  mailbox TEXT NOT NULL,
  sender TEXT NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (mailbox, sender)
) WITHOUT ROWID;
`;
