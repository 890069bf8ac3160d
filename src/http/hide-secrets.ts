// Passwords and tokens never leave over /api: that there is one is told, not what it is.
const SECRET = /(?:password|token|secret|(?:^|\.)auth)$/i;
const HIDDEN = "***";

/** @param name of the value, or a path that ends in it: "organization.defaultPassword" */
export const isSecret = (name: string): boolean => SECRET.test(name);

export function hideSecret(name: string, value: unknown): unknown {
  return isSecret(name) && typeof value === "string" ? HIDDEN : value;
}

export function hideSecrets(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((one) => hideSecrets(one, name));
  if (typeof value !== "object" || value === null) return hideSecret(name, value);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, hideSecrets(one, key)]));
}
