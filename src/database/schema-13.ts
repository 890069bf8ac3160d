// Thirteenth schema: how often each mail-flow rule matched is counted without reading journeys.
export const schema13 = `
CREATE INDEX journey_rules ON journey (rules, started_at) WHERE rules <> '';
`;
