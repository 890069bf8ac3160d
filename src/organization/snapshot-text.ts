// An organization as a snapshot keeps it: what a mailbox has by default is left out, so that a hundred thousand of them
// are ten megabytes of text and not forty.
import { isDeepStrictEqual } from "node:util";
import { MAILBOX_DEFAULTS } from "./mailbox-defaults.ts";
import type { Mailbox, Organization } from "./organization.ts";
import { ruleOfBefore } from "./rule-of-before.ts";

const DEFAULTS = Object.entries(MAILBOX_DEFAULTS);

const QUARANTINE_RETENTION_MS = 30 * 86_400_000;

/** What snapshots of before did not have. */
const NEWER_PARTS: Pick<Organization, "journalRules" | "crossTenantRecall"> = {
  journalRules: [],
  crossTenantRecall: { crossTenantRecallEnabled: false, allowedSenderTenantIds: [] },
};

export function writeOrganization(organization: Organization): string {
  return JSON.stringify({ ...organization, mailboxes: organization.mailboxes.map(withoutDefaults) });
}

export function readOrganization(text: string): Organization {
  const stored = JSON.parse(text) as Organization;
  const mailboxes = stored.mailboxes.map((mailbox) => ({ ...MAILBOX_DEFAULTS, ...mailbox }));
  const service = { ...stored.service, language: stored.service.language ?? "en" };
  const transportConfig = {
    ...stored.transportConfig,
    quarantineRetentionMs: stored.transportConfig.quarantineRetentionMs ?? QUARANTINE_RETENTION_MS,
  };
  const transportRules = stored.transportRules.map(ruleOfBefore);
  return { ...NEWER_PARTS, ...stored, mailboxes, service, transportConfig, transportRules };
}

function withoutDefaults(mailbox: Mailbox): Partial<Mailbox> {
  const kept: Record<string, unknown> = { ...mailbox };
  for (const [name, value] of DEFAULTS) if (isDeepStrictEqual(kept[name], value)) delete kept[name];
  return kept;
}
