// Classic Outlook: its requests name the original by search key, and keep class and key only while they travel as TNEF.
import { isRichText, type Played, reportWord, sendAndRecall } from "../act.ts";
import type { Claim, Scene, Seen } from "../scene.ts";
import { DEFAULT, type DemoTenant, scenario, type TenantConfig } from "../tenant.ts";

const ALWAYS = { remoteDomains: [{ domainName: "contoso.com", tnefEnabled: true }] };
const IN_2023 = { service: { level: "2023-04" } };

export const outlookByDefault: Scene = {
  id: "outlook-default",
  title: "classic Outlook in 2023, rich text by default",
  expected: "original stays; report: outside",
  play: async (start) =>
    played(await start({ extends: DEFAULT, ...IN_2023 }), {
      original: "plain",
      request: "plain",
      why: "Both left as plain MIME: the request lost its class, the message its search key.",
    }),
};

export const outlookAlways: Scene = {
  id: "outlook-always",
  title: "+ remote domain contoso.com: rich text always",
  expected: "recalled; report: outside",
  play: async (start) =>
    played(await start({ extends: DEFAULT, ...IN_2023, ...ALWAYS }), {
      original: "rich text",
      request: "rich text",
      why: "Class and search key came back in TNEF. The report is wrong: it sees that the request left.",
    }),
};

export const outlookAlwaysExempted: Scene = {
  id: "outlook-always-exempt",
  title: "+ rich text always, recalls exempted",
  expected: "recalled; report: recalled",
  play: async (start) =>
    played(await start(exempting(ALWAYS)), {
      original: "rich text",
      request: "stayed",
      why: "The message kept its search key on its trip, and the request never left: the report is right.",
    }),
};

export const outlookExempted: Scene = {
  id: "outlook-exempt",
  title: "+ recalls exempted, rich text by default",
  expected: "original stays; report: reason unknown",
  play: async (start) =>
    played(await start(exempting({})), {
      original: "plain",
      request: "stayed",
      why: "The request never left, but the message had lost its search key on its own trip.",
    }),
};

export const outlookToday: Scene = {
  id: "outlook-today",
  title: "classic Outlook at level 2026-09, rich text by default",
  expected: "recalled; report: recalled",
  play: async (start) =>
    played(await start(DEFAULT), {
      original: "plain",
      request: "plain",
      why: "Both left as plain MIME; the Message-ID, the recall header and the connector were enough.",
    }),
};

const exempting = (more: Record<string, unknown>): TenantConfig => ({
  extends: scenario("exemption"),
  ...IN_2023,
  ...more,
});

type Form = "plain" | "rich text" | "stayed";

interface Expected {
  /** How it crossed the connector. */
  readonly original: Form;
  readonly request: Form;
  readonly why: string;
}

async function played(tenant: DemoTenant, expected: Expected): Promise<Seen> {
  const seen = await sendAndRecall(tenant, { client: "outlook" });
  const { outcome, recipient } = seen;
  const claims: Claim[] = [];
  for (const name of ["original", "request"] as const) {
    const form = await formOf(tenant, seen[name]);
    claims.push({ holds: form === expected[name], otherwise: `the ${name} crossed the connector as ${form}` });
  }
  return { outcome, report: reportWord(recipient), claims, why: expected.why, trueReason: recipient.trueReasonText };
}

async function formOf(tenant: DemoTenant, { out: [leg] }: Played["original"]): Promise<Form> {
  if (!leg) return "stayed";
  return (await isRichText(tenant, leg)) ? "rich text" : "plain";
}
