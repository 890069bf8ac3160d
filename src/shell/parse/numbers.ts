// Numbers as scripts write them. about_Numeric_Literals

const UNITS: Readonly<Record<string, number>> = { kb: 2 ** 10, mb: 2 ** 20, gb: 2 ** 30, tb: 2 ** 40 };

/** "10MB" is 10485760; undefined for what is no number. */
export function parseNumber(text: string): number | undefined {
  const hex = /^(-?)0x([0-9a-f]{1,8})$/i.exec(text);
  if (hex) return Number(`0x${hex[2]}`) * (hex[1] ? -1 : 1);
  const [, digits, unit = ""] = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(kb|mb|gb|tb)?$/i.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits) * (UNITS[unit.toLowerCase()] ?? 1);
}
