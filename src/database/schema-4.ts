// Fourth schema: the address that an item shows as its sender (P2), in lower case, so that it can be asked for. Items of
// before are asked for by their envelope's sender.
export const schema4 = `
ALTER TABLE item ADD COLUMN from_address TEXT NOT NULL DEFAULT '';
UPDATE item SET from_address = lower(sender);
`;
