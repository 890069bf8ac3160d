// Fifth schema: MAPI properties that an item has of its message's TNEF, as JSON; null where nothing but the message's
// header says them. What was submitted is found by its search key too.
export const schema5 = `
ALTER TABLE item ADD COLUMN mapi TEXT;
CREATE INDEX submitted_search_key ON submitted (search_key);
`;
