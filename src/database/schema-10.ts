// Tenth schema: what administrators changed, cmdlet by cmdlet.
export const schema10 = `
CREATE TABLE admin_audit (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, caller TEXT NOT NULL, cmdlet TEXT NOT NULL, object TEXT NOT NULL,
  parameters TEXT NOT NULL, error TEXT
) STRICT;
CREATE INDEX admin_audit_at ON admin_audit (at);
`;
