// Third schema: ids that clients hold on to (folders, legs, mail at the internet, positions in the event stream) are
// never given twice, not after everything was wiped either.
const KEPT = [
  ["folder", "id, mailbox, parent_id, name, well_known"],
  [
    "leg",
    "id, direction, connector, at, peer, tls, certificate, network_message_id, journey_id, message_id, sender, recipients, reply, transcript, content_id, size",
  ],
  [
    "tracking_event",
    "id, at, event_id, source, network_message_id, journey_id, message_id, sender, recipients, subject, size, detail, context, data",
  ],
  ["recall_event", "id, request_message_id, at, address, status, true_reason"],
  ["sink_message", "id, at, sender, recipients, message_id, subject, content_id"],
] as const;

const moveOut = KEPT.map(([table]) => `ALTER TABLE ${table} RENAME TO ${table}_before;`).join("\n");
const moveIn = KEPT.map(
  ([table, columns]) =>
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM ${table}_before; DROP TABLE ${table}_before;`,
).join("\n");

export const schema3 = `
${moveOut}
CREATE TABLE folder (
  id INTEGER PRIMARY KEY AUTOINCREMENT, mailbox TEXT NOT NULL, parent_id INTEGER, name TEXT NOT NULL,
  well_known TEXT, UNIQUE (mailbox, parent_id, name));
CREATE TABLE leg (
  id INTEGER PRIMARY KEY AUTOINCREMENT, direction TEXT NOT NULL, connector TEXT NOT NULL, at INTEGER NOT NULL,
  peer TEXT NOT NULL, tls TEXT, certificate TEXT, network_message_id TEXT NOT NULL, journey_id TEXT NOT NULL,
  message_id TEXT NOT NULL, sender TEXT NOT NULL, recipients TEXT NOT NULL, reply TEXT NOT NULL,
  transcript TEXT NOT NULL, content_id INTEGER NOT NULL, size INTEGER NOT NULL);
CREATE TABLE tracking_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, event_id TEXT NOT NULL, source TEXT NOT NULL,
  network_message_id TEXT NOT NULL, journey_id TEXT NOT NULL, message_id TEXT NOT NULL,
  sender TEXT NOT NULL, recipients TEXT NOT NULL, subject TEXT NOT NULL, size INTEGER NOT NULL,
  detail TEXT, context TEXT, data TEXT);
CREATE TABLE recall_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT, request_message_id TEXT NOT NULL, at INTEGER NOT NULL, address TEXT,
  status TEXT NOT NULL, true_reason TEXT);
CREATE TABLE sink_message (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, sender TEXT NOT NULL, recipients TEXT NOT NULL,
  message_id TEXT NOT NULL, subject TEXT NOT NULL, content_id INTEGER NOT NULL);
${moveIn}
CREATE INDEX leg_message ON leg (message_id);
CREATE INDEX leg_journey ON leg (journey_id);
CREATE INDEX leg_network ON leg (network_message_id);
CREATE INDEX leg_at ON leg (at);
CREATE INDEX leg_content ON leg (content_id);
CREATE INDEX tracking_event_at ON tracking_event (at);
CREATE INDEX tracking_event_received ON tracking_event (message_id) WHERE event_id = 'RECEIVE';
CREATE INDEX tracking_event_network ON tracking_event (network_message_id);
CREATE INDEX recall_event_request ON recall_event (request_message_id);
CREATE INDEX sink_message_content ON sink_message (content_id);
`;
