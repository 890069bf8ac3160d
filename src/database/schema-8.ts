// Eighth schema: what clients of Graph follow. Changes of a mailbox are written down while somebody follows it, by triggers:
// whatever statement moves or deletes items, of one or of 100,000, and however many mailboxes nobody follows.
const log = (rows: string) => `INSERT INTO mailbox_change (mailbox, folder_id, item_id, kind) VALUES ${rows};`;
const isFollowed = (row: "NEW" | "OLD") => `EXISTS (SELECT 1 FROM followed_mailbox WHERE mailbox = ${row}.mailbox)`;

export const schema8 = `
CREATE TABLE followed_mailbox (
  mailbox TEXT PRIMARY KEY, since INTEGER NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE mailbox_change (
  id INTEGER PRIMARY KEY AUTOINCREMENT, mailbox TEXT NOT NULL, folder_id INTEGER NOT NULL, item_id INTEGER,
  kind TEXT NOT NULL);
CREATE INDEX mailbox_change_mailbox ON mailbox_change (mailbox, id);
CREATE INDEX mailbox_change_folder ON mailbox_change (folder_id, id);
CREATE INDEX mailbox_change_item ON mailbox_change (folder_id, item_id, id);
CREATE INDEX mailbox_change_of_folders ON mailbox_change (mailbox, id) WHERE item_id IS NULL;
CREATE TABLE mailbox_change_mark (at INTEGER PRIMARY KEY, position INTEGER NOT NULL);

CREATE TRIGGER item_created AFTER INSERT ON item WHEN ${isFollowed("NEW")}
BEGIN ${log("(NEW.mailbox, NEW.folder_id, NEW.id, 'created')")} END;
CREATE TRIGGER item_moved AFTER UPDATE OF folder_id ON item WHEN OLD.folder_id <> NEW.folder_id AND ${isFollowed("NEW")}
BEGIN
  ${log("(OLD.mailbox, OLD.folder_id, OLD.id, 'deleted')")}
  ${log("(NEW.mailbox, NEW.folder_id, NEW.id, 'created')")}
END;
CREATE TRIGGER item_updated AFTER UPDATE ON item WHEN OLD.folder_id = NEW.folder_id AND ${isFollowed("NEW")}
BEGIN ${log("(NEW.mailbox, NEW.folder_id, NEW.id, 'updated')")} END;
CREATE TRIGGER item_deleted AFTER DELETE ON item WHEN ${isFollowed("OLD")}
BEGIN ${log("(OLD.mailbox, OLD.folder_id, OLD.id, 'deleted')")} END;
CREATE TRIGGER folder_created AFTER INSERT ON folder WHEN ${isFollowed("NEW")}
BEGIN ${log("(NEW.mailbox, NEW.id, NULL, 'created')")} END;
CREATE TRIGGER folder_updated AFTER UPDATE ON folder WHEN ${isFollowed("NEW")}
BEGIN ${log("(NEW.mailbox, NEW.id, NULL, 'updated')")} END;
CREATE TRIGGER folder_deleted AFTER DELETE ON folder WHEN ${isFollowed("OLD")}
BEGIN ${log("(OLD.mailbox, OLD.id, NULL, 'deleted')")} END;

CREATE TABLE graph_subscription (
  id TEXT PRIMARY KEY, mailbox TEXT NOT NULL, folder_id INTEGER, resource TEXT NOT NULL, change_types TEXT NOT NULL,
  notification_url TEXT NOT NULL, lifecycle_url TEXT, client_state TEXT, immutable_ids INTEGER NOT NULL,
  expires_at INTEGER NOT NULL, position INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
  failing_since INTEGER, retry_at INTEGER);
`;
