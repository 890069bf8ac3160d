// First schema. Times are milliseconds UTC, lists and maps are JSON text, flags 0 or 1. AUTOINCREMENT where somebody
// outside the database holds on to ids (a queue in memory, a client of a mailbox): one is never given twice.
export const schema1 = `
CREATE TABLE body (
  id INTEGER PRIMARY KEY, hash TEXT, size INTEGER NOT NULL,
  data BLOB, upload TEXT, created_at INTEGER NOT NULL);
CREATE UNIQUE INDEX body_hash ON body (hash) WHERE hash IS NOT NULL;
CREATE TABLE body_chunk (
  upload TEXT NOT NULL, seq INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (upload, seq));
CREATE TABLE content (
  id INTEGER PRIMARY KEY, headers BLOB NOT NULL, body_id INTEGER NOT NULL, size INTEGER NOT NULL);
CREATE INDEX content_body ON content (body_id);

CREATE TABLE mail_item (
  id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, next_hop TEXT, due_at INTEGER NOT NULL,
  queued_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, starts INTEGER NOT NULL DEFAULT 0,
  delay_notified INTEGER NOT NULL DEFAULT 0, last_error TEXT,
  content_id INTEGER NOT NULL, sender TEXT NOT NULL, recipients TEXT NOT NULL,
  network_message_id TEXT NOT NULL, journey_id TEXT NOT NULL, message_id TEXT NOT NULL,
  subject TEXT NOT NULL, received_at INTEGER NOT NULL, facts TEXT NOT NULL);
CREATE INDEX mail_item_due ON mail_item (queue, next_hop, due_at);
CREATE INDEX mail_item_content ON mail_item (content_id);
CREATE INDEX mail_item_leaving ON mail_item (message_id) WHERE next_hop LIKE 'connector:%';

CREATE TABLE leg (
  id INTEGER PRIMARY KEY, direction TEXT NOT NULL, connector TEXT NOT NULL, at INTEGER NOT NULL,
  peer TEXT NOT NULL, tls TEXT, certificate TEXT, network_message_id TEXT NOT NULL, journey_id TEXT NOT NULL,
  message_id TEXT NOT NULL, sender TEXT NOT NULL, recipients TEXT NOT NULL, reply TEXT NOT NULL,
  transcript TEXT NOT NULL, content_id INTEGER NOT NULL, size INTEGER NOT NULL);
CREATE INDEX leg_message ON leg (message_id);
CREATE INDEX leg_journey ON leg (journey_id);
CREATE INDEX leg_at ON leg (at);
CREATE INDEX leg_content ON leg (content_id);

CREATE TABLE tracking_event (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, event_id TEXT NOT NULL, source TEXT NOT NULL,
  network_message_id TEXT NOT NULL, journey_id TEXT NOT NULL, message_id TEXT NOT NULL,
  sender TEXT NOT NULL, recipients TEXT NOT NULL, subject TEXT NOT NULL, size INTEGER NOT NULL,
  detail TEXT, context TEXT, data TEXT);
CREATE INDEX tracking_event_at ON tracking_event (at);
CREATE INDEX tracking_event_received ON tracking_event (message_id) WHERE event_id = 'RECEIVE';
CREATE INDEX tracking_event_network ON tracking_event (network_message_id);

CREATE TABLE folder (
  id INTEGER PRIMARY KEY, mailbox TEXT NOT NULL, parent_id INTEGER, name TEXT NOT NULL,
  well_known TEXT, UNIQUE (mailbox, parent_id, name));
CREATE TABLE item (
  id INTEGER PRIMARY KEY AUTOINCREMENT, mailbox TEXT NOT NULL, folder_id INTEGER NOT NULL, content_id INTEGER NOT NULL,
  message_id TEXT NOT NULL, search_key TEXT NOT NULL, message_class TEXT NOT NULL, subject TEXT NOT NULL,
  sender TEXT NOT NULL, received_at INTEGER NOT NULL, modified_at INTEGER NOT NULL, is_read INTEGER NOT NULL DEFAULT 0,
  network_message_id TEXT NOT NULL, size INTEGER NOT NULL, properties TEXT);
CREATE INDEX item_folder ON item (folder_id, received_at, id);
CREATE INDEX item_message ON item (mailbox, message_id);
CREATE INDEX item_content ON item (content_id);
CREATE TABLE delivered (
  mailbox TEXT NOT NULL, message_id TEXT NOT NULL, date TEXT NOT NULL, at INTEGER NOT NULL,
  network_message_id TEXT NOT NULL, PRIMARY KEY (mailbox, message_id, date)) WITHOUT ROWID;
CREATE INDEX delivered_at ON delivered (at);

CREATE TABLE submitted (
  message_id TEXT NOT NULL, mailbox TEXT NOT NULL, search_key TEXT NOT NULL, recipients TEXT NOT NULL,
  submitted_at INTEGER NOT NULL, subject TEXT NOT NULL, network_message_id TEXT NOT NULL,
  meeting INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (message_id, mailbox)) WITHOUT ROWID;
CREATE INDEX submitted_at ON submitted (submitted_at);

CREATE TABLE recall (
  request_message_id TEXT PRIMARY KEY, original_message_id TEXT NOT NULL, original_search_key TEXT NOT NULL,
  mailbox TEXT NOT NULL, subject TEXT NOT NULL, requested_at INTEGER NOT NULL, level TEXT NOT NULL,
  network_message_id TEXT NOT NULL, deadline INTEGER NOT NULL, finalised INTEGER NOT NULL DEFAULT 0);
CREATE INDEX recall_deadline ON recall (finalised, deadline);
CREATE INDEX recall_original ON recall (original_message_id);
CREATE TABLE recall_recipient (
  request_message_id TEXT NOT NULL, address TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL,
  true_reason TEXT, at INTEGER NOT NULL, waiting INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (request_message_id, address)) WITHOUT ROWID;
CREATE INDEX recall_recipient_waiting ON recall_recipient (waiting, address);
CREATE TABLE recall_event (
  id INTEGER PRIMARY KEY, request_message_id TEXT NOT NULL, at INTEGER NOT NULL, address TEXT,
  status TEXT NOT NULL, true_reason TEXT);
CREATE INDEX recall_event_request ON recall_event (request_message_id);

CREATE TABLE sink_message (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, sender TEXT NOT NULL, recipients TEXT NOT NULL,
  message_id TEXT NOT NULL, subject TEXT NOT NULL, content_id INTEGER NOT NULL);
CREATE INDEX sink_message_content ON sink_message (content_id);
CREATE TABLE configuration_snapshot (
  id INTEGER PRIMARY KEY, effective_from INTEGER NOT NULL, created_at INTEGER NOT NULL,
  source TEXT NOT NULL, organization TEXT NOT NULL);
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
`;
