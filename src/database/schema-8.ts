// Eighth schema: what clients of Graph follow.
export const schema8 = `
SELECT 1;
`;
