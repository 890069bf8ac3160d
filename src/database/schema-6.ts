// Sixth schema: when a request left the tenant on its way to a recipient; at service level 2023-04 the report says then that
// it is outside. docs/recall.md R22
export const schema6 = `
ALTER TABLE recall_recipient ADD COLUMN left_at INTEGER;
`;
