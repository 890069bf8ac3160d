// Second schema: journeys and their passes, a read model over tracking events. Both lie in the order in which they
// are listed, so that a search reads them from end to end. Text that is searched stands folded to lower case. Indexes are
// over what grows with time: a Message-ID is looked up where RECEIVE events have it.
export const schema2 = `
CREATE TABLE journey (
  id TEXT NOT NULL, kind TEXT NOT NULL, started_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,
  message_id TEXT NOT NULL, subject TEXT NOT NULL, subject_folded TEXT NOT NULL, sender TEXT NOT NULL,
  sender_folded TEXT NOT NULL, recipients TEXT NOT NULL, recipient_count INTEGER NOT NULL,
  hops TEXT NOT NULL, rules TEXT NOT NULL, verdict TEXT NOT NULL, recall TEXT NOT NULL, lost_at INTEGER,
  version INTEGER NOT NULL, PRIMARY KEY (started_at, id)) WITHOUT ROWID;
CREATE UNIQUE INDEX journey_id ON journey (id);
CREATE UNIQUE INDEX journey_version ON journey (version);
CREATE INDEX journey_lost ON journey (lost_at) WHERE lost_at IS NOT NULL;

CREATE TABLE journey_pass (
  network_message_id TEXT NOT NULL, journey_id TEXT NOT NULL, received_at INTEGER NOT NULL, message_id TEXT NOT NULL,
  sender_folded TEXT NOT NULL, recipients TEXT NOT NULL, subject_folded TEXT NOT NULL, statuses TEXT NOT NULL,
  PRIMARY KEY (received_at, network_message_id)) WITHOUT ROWID;
CREATE UNIQUE INDEX journey_pass_network ON journey_pass (network_message_id);
CREATE INDEX journey_pass_journey ON journey_pass (journey_id);
`;
