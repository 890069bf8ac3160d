// A small contoso.com, messages that read like mail, and rules as an administrator writes them.
import type { EnvelopeRecipient, MailItem } from "../../../src/agent-api/mail-item.ts";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { loadConfiguration } from "../../../src/organization/load.ts";
import type { Organization, TransportRule } from "../../../src/organization/organization.ts";
import { type RuleContext, ruleContextOf } from "../../../src/rules/rule-context.ts";

export const NOW = Date.UTC(2026, 2, 1, 12);

const tenant = {
  mailboxes: [
    {
      address: "alice@contoso.com",
      aliases: ["al@contoso.com"],
      attributes: { department: "Sales" },
    },
    { address: "bob@contoso.com", attributes: { department: "sales", manager: "alice@contoso.com" } },
    { address: "carol@contoso.com" },
    { address: "compliance@contoso.com" },
  ],
  groups: [
    { address: "team@contoso.com", members: ["bob@contoso.com", "carol@contoso.com"] },
    { address: "sales@contoso.com", members: ["alice@contoso.com", "ann@contoso.com"] },
  ],
  contacts: [
    { address: "dave@contoso.com", externalAddress: "dave@onprem.contoso.com", onPremises: true },
    { address: "ann@contoso.com", externalAddress: "ann@fabrikam.com" },
  ],
  outboundConnectors: [{ name: "Out", isTransportRuleScoped: true }],
};

export type FlatRule = Readonly<Record<string, unknown>>;

export function organizationWith(rules: readonly FlatRule[], more: object = {}): Organization {
  const transportRules = rules.map((rule, index) => ({ name: `Rule ${index + 1}`, ...rule }));
  return loadConfiguration({ ...tenant, ...more, transportRules }).organization;
}

/** One rule; stopping is its action unless another is given. */
export function ruleWith(flat: FlatRule): TransportRule {
  const [rule] = organizationWith([{ name: "R", stopRuleProcessing: true, ...flat }]).transportRules;
  if (!rule) throw new Error("no rule");
  return rule;
}

export const context: RuleContext = ruleContextOf(organizationWith([]), NOW);

export interface MailParts extends Partial<Omit<MailItem, "headers" | "recipients">> {
  readonly headers?: string;
  readonly to?: readonly (string | EnvelopeRecipient)[];
}

/** From alice@contoso.com to bob@contoso.com, authenticated, unless told otherwise. */
export function mail({ headers, to = ["bob@contoso.com"], ...rest }: MailParts = {}): MailItem {
  const text = headers ?? "From: Alice <alice@contoso.com>\r\nSubject: Lunch\r\n";
  return {
    networkMessageId: "11111111-1111-1111-1111-111111111111",
    journeyId: "11111111-1111-1111-1111-111111111111",
    entry: "submission",
    receivedAt: NOW,
    authAs: "Internal",
    sender: "alice@contoso.com",
    recipients: to.map((recipient) => (typeof recipient === "string" ? resolved(recipient) : { ...recipient })),
    headers: HeaderBlock.parse(Buffer.from(text, "utf8")),
    body: { size: 0, read: async () => Buffer.alloc(0), chunks: () => (async function* () {})() },
    smtpUtf8: false,
    eightBitMime: false,
    data: {},
    ...rest,
  };
}

function resolved(address: string): EnvelopeRecipient {
  return /^(alice|bob|carol|compliance)@contoso\.com$/.test(address) ? { address, mailbox: address } : { address };
}

export const addressesOf = (recipients: readonly EnvelopeRecipient[]): string[] =>
  recipients.map(({ address }) => address);
export const addresses = (item: MailItem): string[] => addressesOf(item.recipients);
