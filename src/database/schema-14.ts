// Fourteenth schema: when each line of a leg's dialog was said, milliseconds since its connection began; null in older ones.
export const schema14 = `
ALTER TABLE leg ADD COLUMN transcript_times TEXT;
`;
