// Ninth schema: recalls of many recipients.
export const schema9 = `
SELECT 1;
`;
