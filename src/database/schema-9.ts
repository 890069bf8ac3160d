// Ninth schema: recalls of many recipients, and across tenants.
export const schema9 = `
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
`;
