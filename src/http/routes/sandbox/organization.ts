// /api/organization: what an administrator configured, as it is in force.
import { writeConfiguration } from "../../../organization/export/write-configuration.ts";
import { hideSecrets } from "../../hide-secrets.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";

const list = <S extends z.ZodRawShape>(shape: S, sentence: string) => z.array(z.looseObject(shape)).describe(sentence);

const organization = z
  .looseObject({
    name: z.string().describe("also the default accepted domain"),
    tenantId: z.string(),
    hostname: z.string(),
    acceptedDomains: list(
      { domainName: z.string(), domainType: z.enum(["Authoritative", "InternalRelay", "ExternalRelay"]) },
      "domains it answers for",
    ),
    mailboxes: list(
      { address: z.string(), displayName: z.string(), type: z.enum(["Regular", "Shared", "Room", "Equipment"]) },
      "`password` is there, hidden, where the mailbox can sign in",
    ),
    groups: list({ address: z.string(), members: z.array(z.string()) }, "distribution groups"),
    contacts: list({ address: z.string(), externalAddress: z.string() }, "mail contacts and mail users"),
    inboundConnectors: list(
      { name: z.string(), enabled: z.boolean() },
      "how mail of partners and smart hosts comes in",
    ),
    outboundConnectors: list({ name: z.string(), enabled: z.boolean() }, "how mail leaves over smart hosts"),
    transportRules: list(
      { name: z.string(), priority: z.int(), enabled: z.boolean() },
      "mail-flow rules, by priority; conditions, exceptions and actions under their cmdlet names",
    ),
    remoteDomains: list({ name: z.string(), domainName: z.string() }, "format rules per destination"),
    organizationConfig: z.looseObject({}).describe("Set-OrganizationConfig; times in milliseconds"),
    transportConfig: z.looseObject({}).describe("hop counts, retries, expiry; times in milliseconds"),
    service: z.looseObject({}).describe("which state of the service is emulated"),
  })
  .openapi("Organization", { description: "Names are the cmdlet parameters' in camelCase." });

const exported = z
  .object({
    yaml: z.string().describe("a configuration file that gives this organization again"),
    left: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .describe("what a file has no words for, and why; comments of the file say it, too"),
  })
  .openapi("ExportedOrganization");

export function addOrganization(
  api: Api,
  { configurations, configuration }: Pick<HttpServices, "configurations" | "configuration">,
): void {
  api.add(
    {
      id: "getOrganization",
      method: "get",
      path: "/organization",
      group: "configuration",
      summary: "The organization in force: domains, recipients, connectors, rules; passwords are hidden",
      answer: organization,
    },
    () => hideSecrets(configurations.current()) as z.input<typeof organization>,
  );
  api.add(
    {
      id: "exportOrganization",
      method: "get",
      path: "/organization/export",
      group: "configuration",
      summary: "The organization in force as a configuration file; without passwords",
      answer: exported,
    },
    () => {
      const { settings } = configuration;
      const { yaml, left } = writeConfiguration(configurations.current(), { settings, withSecrets: false });
      return { yaml, left: left.map(({ path, message }) => ({ path, message })) };
    },
  );
}
