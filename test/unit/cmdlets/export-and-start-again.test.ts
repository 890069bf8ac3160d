// An organization in which every parameter of every Set cmdlet was set, exported and started again, shows the same.
import { expect, test } from "vitest";
import type { ParameterDeclaration, ParameterTypes } from "../../../src/cmdlets/cmdlet.ts";
import { CmdletError } from "../../../src/cmdlets/cmdlet-error.ts";
import { CMDLETS } from "../../../src/cmdlets/index.ts";
import { writeConfiguration } from "../../../src/organization/export/write-configuration.ts";
import { loadConfiguration } from "../../../src/organization/load.ts";
import { type TestTenant, tenantOf } from "./tenant.ts";

const TENANT = {
  mailboxes: [{ address: "alice@contoso.com" }, { address: "bob@contoso.com" }],
  groups: [{ address: "team@contoso.com", members: ["alice@contoso.com"] }],
  contacts: [
    { address: "ann@contoso.com", externalAddress: "ann@fabrikam.com" },
    { address: "dave@contoso.com", externalAddress: "dave@onprem.contoso.com", onPremises: true },
  ],
  inboundConnectors: [{ name: "In", connectorType: "Partner", senderDomains: ["fabrikam.com"] }],
  outboundConnectors: [
    { name: "Out", connectorType: "Partner", recipientDomains: ["fabrikam.com"], useMxRecord: true },
  ],
  remoteDomains: [{ domainName: "fabrikam.com", name: "Fabrikam" }],
  journalRules: [{ name: "Journal", journalEmailAddress: "ann@contoso.com" }],
  transportRules: [{ name: "Mark", prependSubject: "X " }],
};

/** What is set, and what it is set on. */
const TARGETS: Readonly<Record<string, string | undefined>> = {
  "Set-OrganizationConfig": undefined,
  "Set-TransportConfig": undefined,
  "Set-HostedConnectionFilterPolicy": "Default",
  "Set-AcceptedDomain": "contoso.com",
  "Set-RemoteDomain": "Fabrikam",
  "Set-InboundConnector": "In",
  "Set-OutboundConnector": "Out",
  "Set-JournalRule": "Journal",
  "Set-TransportRule": "Mark",
  "Set-Mailbox": "alice@contoso.com",
  "Set-User": "alice@contoso.com",
  "Set-MailboxRegionalConfiguration": "alice@contoso.com",
  "Set-MailboxMessageConfiguration": "alice@contoso.com",
  "Set-MailboxJunkEmailConfiguration": "alice@contoso.com",
  "Set-MailboxAutoReplyConfiguration": "alice@contoso.com",
  "Set-DistributionGroup": "team@contoso.com",
  "Set-MailContact": "ann@contoso.com",
  "Set-Contact": "ann@contoso.com",
  "Set-MailUser": "dave@contoso.com",
};
/** Who is named can't be found any more afterwards; the domain by default and the only rule's state are others' tests. */
const LEFT_OUT = /^(?:Identity|Confirm|WhatIf|Name|DisplayName|.*Address|.*Addresses|Password|DomainName)$/;

/** Tried in turn until one is taken. */
const VALUES: Partial<Record<keyof ParameterTypes, readonly unknown[]>> = {
  boolean: [true, false],
  switch: [],
  int: [7, 1],
  string: ["Some text", "fabrikam.com", "bob@contoso.com", "de-DE"],
  identity: ["bob@contoso.com", "Out"],
  strings: [["bob@contoso.com"], ["lunch"], ["fabrikam.com"], ["192.0.2.1"]],
  multiValued: [["bob@contoso.com"], ["fabrikam.com"], ["192.0.2.1"], ["lunch"]],
  timeSpan: ["3.00:00:00", "00:30:00"],
  unlimitedSize: ["5 MB"],
  unlimitedInt: ["12"],
  size: ["5 MB"],
  dateTime: ["2026-12-24T18:00:00"],
  guid: ["3f2504e0-4f89-41d3-9a0c-0305e82c3301"],
};

const valuesOf = ({ type, values }: ParameterDeclaration): readonly unknown[] =>
  values === undefined ? (VALUES[type] ?? []) : [...values].reverse();

/** Each on its own: what can't be set beside others is refused, and stays out. */
async function setEverything(tenant: TestTenant): Promise<string[]> {
  const set: string[] = [];
  for (const [name, Identity] of Object.entries(TARGETS)) {
    const cmdlet = CMDLETS.find((one) => one.name === name);
    for (const [parameter, declaration] of Object.entries(cmdlet?.parameters ?? {})) {
      if (LEFT_OUT.test(parameter)) continue;
      for (const value of valuesOf(declaration)) {
        const given = { ...(Identity !== undefined && { Identity }), [parameter]: value };
        const isSet = await tenant.run(name, given).then(
          () => true,
          (error: unknown) => {
            if (error instanceof CmdletError) return false;
            throw error;
          },
        );
        if (!isSet) continue;
        set.push(`${name} ${parameter}`);
        break;
      }
    }
  }
  return set;
}

/** What every Get cmdlet shows that belongs to one of those that set. */
async function shown(tenant: TestTenant): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const [name, Identity] of Object.entries(TARGETS)) {
    const get = name.replace("Set-", "Get-");
    all[get] = await tenant.run(get, Identity === undefined ? {} : { Identity });
  }
  return all;
}

test("everything that cmdlets set comes back from an export", async () => {
  const before = tenantOf(TENANT);
  const untouched = await shown(before);
  const set = await setEverything(before);
  expect(set.length).toBeGreaterThan(400);
  for (const name of Object.keys(TARGETS)) expect(set.filter((one) => one.startsWith(`${name} `))).not.toEqual([]);
  const asSet = await shown(before);
  for (const name of Object.keys(untouched)) expect(asSet[name], name).not.toEqual(untouched[name]);

  const { settings } = loadConfiguration(TENANT);
  const { yaml, left } = writeConfiguration(before.organization, { settings, withSecrets: true });
  expect(left).toEqual([]);
  const after = tenantOf(yaml);
  expect(await shown(after)).toEqual(asSet);
});
