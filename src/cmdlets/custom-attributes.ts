// CustomAttribute1 to CustomAttribute15.
export const CUSTOM_ATTRIBUTE_PARAMETERS: readonly string[] = Array.from(
  { length: 15 },
  (_, index) => `CustomAttribute${index + 1}`,
);
