// The folders of src/ from top to bottom, and what may enter where. docs/architecture.md "Folders" says the same in words.

/** Imports point down this list. */
export const LAYERS = [
  "main.ts",
  "cli",
  "library",
  "sandbox.ts",
  "changes-in-turn.ts",
  "sandbox-types.ts",
  "start-agents.ts",
  "operations",
  "stores.ts",
  "listeners.ts",
  "virtual-time.ts",
  "housekeeping.ts",
  "wipe.ts",
  "web",
  "http",
  "check",
  "shell",
  "cmdlets",
  "journey",
  "smart-host",
  "internet",
  "agents",
  "transport",
  "mailbox",
  "trace",
  "rules",
  "content-conversion",
  "agent-api",
  "organization",
  "faults",
  "tnef",
  "dsn",
  "mime",
  "smtp",
  "database",
  "runtime",
] as const;

/** The contract of agents has types only; they may name values of folders above it, and no arrow is counted. */
export const CONTRACT = "agent-api";

/** Folders that may know these others and nothing else. */
export const ONLY: Readonly<Record<string, readonly string[]>> = {
  // It speaks over HTTP, as everybody does.
  web: [],
  // It knows what cmdlets declare; running them is given to it.
  shell: ["cmdlets", "organization"],
  // A third party knows nothing of the tenant.
  "smart-host": ["faults", "tnef", "dsn", "mime", "smtp", "runtime"],
  tnef: ["mime", "runtime"],
  dsn: ["mime", "smtp", "runtime"],
  mime: ["runtime"],
  smtp: ["runtime"],
  database: ["runtime"],
  runtime: [],
};

/** Where a package enters, so that it can be replaced there. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  "@hono/node-server": ["http"],
  "@preact/signals": ["web"],
  dompurify: ["web"],
  "eventsource-parser": ["web"],
  preact: ["web"],
  "preact-iso": ["web"],
  vite: ["web"],
  "@peculiar/x509": ["runtime"],
  commander: ["cli"],
  "@hono/zod-openapi": ["http"],
  hono: ["http"],
  fflate: ["journey", "http"],
  "iconv-lite": ["mime"],
  mailparser: ["http", "mailbox", "mime"],
  "node-cron": ["housekeeping.ts"],
  nodemailer: ["smtp", "mime"],
  pino: ["runtime"],
  "prom-client": ["runtime"],
  re2js: ["rules", "organization"],
  "smtp-server": ["smtp"],
  vitest: ["library"],
  yaml: ["organization"],
  zod: ["organization", "http", "check", "faults"],
  "node:sqlite": ["database"],
};
