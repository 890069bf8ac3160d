// Twelfth schema: the way of a journey at a glance, as JSON.
export const schema12 = `
ALTER TABLE journey ADD COLUMN strip TEXT NOT NULL DEFAULT '[]';
`;
