// Seventh schema: what mailboxes remember beside their items.
export const schema7 = `
SELECT 1;
`;
