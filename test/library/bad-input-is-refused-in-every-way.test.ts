// What an administrator can get wrong, by each of the ways in: the configuration file, exo, InvokeCommand. Each says what,
// where and what would be right, and nothing of it is applied.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../src/library/index.ts";
import { loadConfiguration } from "../../src/organization/load.ts";
import { ConfigurationError } from "../../src/organization/problems.ts";

const TENANT = {
  mailboxes: [{ address: "alice@contoso.com" }, { address: "bob@contoso.com" }],
  outboundConnectors: [
    { name: "Out", connectorType: "OnPremises", smartHosts: ["127.0.0.1:2526"], isTransportRuleScoped: true },
  ],
  transportRules: [{ name: "Route", fromScope: "InOrganization", routeMessageOutboundConnector: "Out" }],
};

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ config: TENANT });
});
afterAll(() => sandbox.stop());

interface Case {
  readonly what: string;
  /** Beside the tenant in the file; undefined: a file can't say it. */
  readonly file?: object;
  readonly cmdlet: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** In the file's words, then in the cmdlet's. */
  readonly says: readonly [RegExp, RegExp];
}

const rule = (more: object) => ({
  transportRules: [...TENANT.transportRules, { name: "R", prependSubject: "x", ...more }],
});
const NEW = { Name: "R", PrependSubject: "x" };

const CASES: readonly Case[] = [
  {
    what: "conflicting actions",
    file: rule({ deleteMessage: true, rejectMessageReasonText: "No" }),
    cmdlet: "New-TransportRule",
    parameters: { Name: "R", DeleteMessage: true, RejectMessageReasonText: "No" },
    says: [
      /transportRules\.1\.\w+: can't be together with \w+/,
      /-(?:RejectMessageReasonText|DeleteMessage).*(?:DeleteMessage|RejectMessageReasonText)/i,
    ],
  },
  {
    what: "a parameter that needs another",
    file: rule({ headerContainsWords: ["x"] }),
    cmdlet: "New-TransportRule",
    parameters: { ...NEW, HeaderContainsWords: ["x"] },
    says: [/transportRules\.1\S*: .*headerContainsMessageHeader/, /HeaderContainsMessageHeader/],
  },
  {
    what: "an unknown parameter, with the nearest name",
    file: rule({ subjectContainWords: ["x"] }),
    cmdlet: "New-TransportRule",
    parameters: { ...NEW, SubjectContainWords: ["x"] },
    says: [
      /unknown key `subjectContainWords`; did you mean `subjectContainsWords`/,
      /parameter name 'SubjectContainWords'.*`?SubjectContainsWords`?/s,
    ],
  },
  {
    what: "a value of a wrong type",
    file: rule({ fromScope: "Inside" }),
    cmdlet: "New-TransportRule",
    parameters: { ...NEW, FromScope: "Inside" },
    says: [/transportRules\.1\.fromScope: .*InOrganization/, /FromScope.*"?Inside"?.*InOrganization/s],
  },
  {
    what: "a text where a number belongs",
    file: rule({ setSCL: "high" }),
    cmdlet: "New-TransportRule",
    parameters: { ...NEW, SetSCL: "high" },
    says: [/transportRules\.1\.setSCL: must be/, /SetSCL/],
  },
  {
    what: "an identity that nobody has",
    file: rule({ from: ["nobody@contoso.com"] }),
    cmdlet: "New-TransportRule",
    parameters: { ...NEW, From: ["nobody@contoso.com"] },
    says: [/transportRules\.1\.from\S*: .*nobody@contoso\.com/, /nobody@contoso\.com/],
  },
  {
    what: "a name that is taken",
    file: { transportRules: [...TENANT.transportRules, { name: "route", prependSubject: "x" }] },
    cmdlet: "New-TransportRule",
    parameters: { ...NEW, Name: "route" },
    says: [/transportRules\.1\.name: .*Route/i, /'?route'?.*exists already/i],
  },
  {
    what: "a priority beyond the last place",
    file: rule({ priority: 7 }),
    cmdlet: "New-TransportRule",
    parameters: { ...NEW, Priority: 7 },
    says: [
      /transportRules\.1\.priority: must be at most 1, the last place of 2 rules/,
      /The specified rule priority is invalid\./,
    ],
  },
  {
    what: "a connector that is not there",
    file: rule({ routeMessageOutboundConnector: "Outt" }),
    cmdlet: "New-TransportRule",
    parameters: { ...NEW, RouteMessageOutboundConnector: "Outt" },
    says: [/transportRules\.1\.routeMessageOutboundConnector: .*Outt.*`Out`/, /Outt/],
  },
  {
    what: "a connector that a rule still names",
    file: { outboundConnectors: [] },
    cmdlet: "Remove-OutboundConnector",
    parameters: { Identity: "Out", Confirm: false },
    says: [/transportRules\.0\.routeMessageOutboundConnector: .*Out/, /'Out' can't be removed: .*"?Route"? names it/],
  },
  {
    what: "a pattern that can't be read",
    file: rule({ subjectMatchesPatterns: ["(a"] }),
    cmdlet: "New-TransportRule",
    parameters: { ...NEW, SubjectMatchesPatterns: ["(a"] },
    says: [/transportRules\.1\.subjectMatchesPatterns\.0: .*\(a/, /\(a/],
  },
  {
    what: "a rule of more than 8 KB",
    file: rule({
      subjectContainsWords: [
        "x".repeat(128),
        ..."y"
          .repeat(80)
          .split("")
          .map((_, n) => `${n}${"z".repeat(110)}`),
      ],
    }),
    cmdlet: "New-TransportRule",
    parameters: {
      ...NEW,
      SubjectContainsWords: [
        "x".repeat(128),
        ..."y"
          .repeat(80)
          .split("")
          .map((_, n) => `${n}${"z".repeat(110)}`),
      ],
    },
    says: [/transportRules\.1: must have at most 8192 bytes/, /8192 bytes/],
  },
  {
    what: "an address that is none",
    file: { mailboxes: [{ address: "alice" }] },
    cmdlet: "New-Mailbox",
    parameters: { Name: "Zoe", MicrosoftOnlineServicesID: "zoe", Password: "hush" },
    says: [/mailboxes\.0\.address: must be an e-?mail address|mailboxes\.0\.address: .*such as/, /zoe/],
  },
  {
    what: "an address that is taken",
    file: { mailboxes: [...TENANT.mailboxes, { address: "bob@contoso.com" }] },
    cmdlet: "New-Mailbox",
    parameters: { Name: "Bob2", MicrosoftOnlineServicesID: "bob@contoso.com", Password: "hush" },
    says: [/mailboxes\.2\.address: .*bob@contoso\.com/, /bob@contoso\.com.*(?:already|used|taken)/s],
  },
  {
    what: "a time span that is none",
    file: { organizationConfig: { messageRecallMaxRecallableAge: "soon" } },
    cmdlet: "Set-OrganizationConfig",
    parameters: { MessageRecallMaxRecallableAge: "soon" },
    says: [
      /organizationConfig\.messageRecallMaxRecallableAge: must be a duration such as/,
      /MessageRecallMaxRecallableAge.*soon/s,
    ],
  },
  {
    what: "an age out of range",
    file: { organizationConfig: { messageRecallMaxRecallableAge: "4000d" } },
    cmdlet: "Set-OrganizationConfig",
    parameters: { MessageRecallMaxRecallableAge: "4000.00:00:00" },
    says: [
      /organizationConfig\.messageRecallMaxRecallableAge: must be .*at most 3653d/,
      /MessageRecallMaxRecallableAge/,
    ],
  },
];

/** As somebody types it. */
function typed(cmdlet: string, parameters: Readonly<Record<string, unknown>>): string {
  const text = (value: unknown): string =>
    Array.isArray(value) ? value.map(text).join(",") : typeof value === "boolean" ? `$${value}` : `'${String(value)}'`;
  const all = Object.entries(parameters).map(([name, value]) =>
    name === "Confirm" ? `-Confirm:${text(value)}` : `-${name} ${text(value)}`,
  );
  return [cmdlet, ...all].join(" ");
}

async function posted(cmdlet: string, parameters: object): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${sandbox.url}/adminapi/beta/contoso.com/InvokeCommand`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ CmdletInput: { CmdletName: cmdlet, Parameters: parameters } }),
  });
  const { error } = (await answer.json()) as { error?: { details: { message: string }[] } };
  return { status: answer.status, text: error?.details[0]?.message ?? "" };
}

function problemsOf(config: object): string {
  try {
    loadConfiguration(config);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return "";
}

describe.each(CASES)("$what", ({ file, cmdlet, parameters, says: [inFile, inCmdlet] }) => {
  it.skipIf(file === undefined)("in the configuration file", async () => {
    expect(problemsOf({ ...TENANT, ...file })).toMatch(inFile);
    const before = sandbox.organization;
    await expect(sandbox.reload({ ...TENANT, ...file })).rejects.toBeInstanceOf(ConfigurationError);
    expect(sandbox.organization).toBe(before);
  });

  it("by exo", async () => {
    const before = sandbox.organization;
    await expect(sandbox.exo(typed(cmdlet, parameters))).rejects.toThrow(inCmdlet);
    expect(sandbox.organization).toBe(before);
  });

  it("by InvokeCommand", async () => {
    const before = sandbox.organization;
    const { status, text } = await posted(cmdlet, parameters);
    expect(text).toMatch(inCmdlet);
    expect(text.split("|")).toHaveLength(3);
    expect([400, 404]).toContain(status);
    expect(sandbox.organization).toBe(before);
  });
});

describe("300 rules", () => {
  const many = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `R${n}`, prependSubject: "x" }));

  it("are all there may be, in the file and by both ways of cmdlets", async () => {
    expect(problemsOf({ transportRules: many(301) })).toMatch(/transportRules: must be at most 300 rules, are 301/);
    const full = { ...TENANT, transportRules: many(300) };
    await sandbox.reload(full);
    try {
      await expect(sandbox.exo(typed("New-TransportRule", NEW))).rejects.toThrow("300 transport rules");
      expect((await posted("New-TransportRule", NEW)).text).toContain("300 transport rules");
      expect(sandbox.organization.transportRules).toHaveLength(300);
    } finally {
      await sandbox.reload(TENANT);
    }
  });
});

describe("a pattern that takes very long", () => {
  const slow = "(?=a)(a+)+$";
  const mail = { from: "alice@contoso.com", to: "bob@contoso.com", subject: `${"a".repeat(40)}!` };
  const explained = async () => {
    const { outcomes } = await sandbox.explain({ message: mail, rule: "R" });
    return outcomes[0]?.rules[0];
  };

  it.each<[string, () => Promise<unknown>]>([
    ["by the file", () => sandbox.reload({ ...TENANT, ...rule({ subjectMatchesPatterns: [slow], priority: 0 }) })],
    ["by exo", () => sandbox.exo(typed("New-TransportRule", { ...NEW, SubjectMatchesPatterns: slow, Priority: 0 }))],
    ["by InvokeCommand", () => posted("New-TransportRule", { ...NEW, SubjectMatchesPatterns: slow, Priority: 0 })],
  ])("is taken %s, ends in time, and is the rule's error", async (_, add) => {
    await sandbox.reset();
    await sandbox.reload(TENANT);
    expect(sandbox.organization.transportRules.map(({ name }) => name)).toEqual(["Route"]);
    await add();
    expect(sandbox.organization.transportRules.map(({ name }) => name)).toEqual(["R", "Route"]);
    const began = performance.now();
    expect(await explained()).toMatchObject({ rule: "R", result: "failed" });
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
