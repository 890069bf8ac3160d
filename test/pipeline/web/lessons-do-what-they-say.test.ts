// Every lesson of the page's "Clock and reset": put in force over HTTP it does to a recall what its chip says, and taken
// back the recall works as before.
import { describe, expect, it } from "vitest";
import { Exchange } from "../../../src/cli/api/exchange.ts";
import { SandboxHttp } from "../../../src/cli/api/http.ts";
import type { CmdletObject, Lesson, Tenant } from "../../../src/web/clock/lessons/lesson.ts";
import { SERVICE_LESSONS } from "../../../src/web/clock/lessons/service-lessons.ts";
import { SMART_HOST_LESSONS } from "../../../src/web/clock/lessons/smart-host-lessons.ts";
import { TENANT_LESSONS } from "../../../src/web/clock/lessons/tenant-lessons.ts";
import { library, Q3 } from "../../support/library.ts";

const LESSONS = [...SMART_HOST_LESSONS, ...TENANT_LESSONS, ...SERVICE_LESSONS];
const STRIPS = SMART_HOST_LESSONS[0] as Lesson;

type On = Awaited<ReturnType<typeof library>>;

async function tenantOf(on: On): Promise<Tenant> {
  const exchange = new Exchange(new SandboxHttp({ url: on.url }));
  const get = async (path: string) => (await fetch(on.url + path)).json();
  const objects = (cmdlet: string) => exchange.invoke<CmdletObject>(cmdlet);
  return {
    smartHost: (await get("/api/smart-host")) as NonNullable<Tenant["smartHost"]>,
    service: (await get("/api/service")) as Tenant["service"],
    domain: "contoso.com",
    faults: ((await get("/api/faults")) as Pick<Tenant, "faults">).faults,
    rules: await objects("Get-TransportRule"),
    remoteDomains: await objects("Get-RemoteDomain"),
    inboundConnectors: await objects("Get-InboundConnector"),
    organizationConfig: (await objects("Get-OrganizationConfig"))[0] ?? {},
  };
}

async function carryOut(on: On, lesson: Lesson, how: "apply" | "takeBack"): Promise<void> {
  const tenant = await tenantOf(on);
  expect(lesson.whyNot?.(tenant)).toBeUndefined();
  expect(lesson.isOn(tenant)).toBe(how === "takeBack");
  const exchange = new Exchange(new SandboxHttp({ url: on.url }));
  for (const step of lesson[how](tenant)) {
    if ("cmdlet" in step) await exchange.invoke(step.cmdlet, step.parameters);
    else {
      const body = step.body === undefined ? {} : { body: JSON.stringify(step.body) };
      const headers = { "Content-Type": "application/json" };
      const answer = await fetch(on.url + step.path, { method: step.method, headers, ...body });
      expect(answer.ok, await answer.text()).toBe(true);
    }
  }
  expect(lesson.isOn(await tenantOf(on))).toBe(how === "apply");
}

/** Sent, read where Bob has it, recalled, and the 24 hours over. */
async function sendAndRecall(on: On, client: "new" | "outlook" = "new"): Promise<boolean> {
  const by = client === "outlook" ? { client } : {};
  const message = await on.send({ ...Q3, ...by });
  await on.idle();
  const copies = await on.mailbox("bob@contoso.com").messages();
  const copy = copies.find(({ messageId }) => messageId === message.messageId);
  if (copy) await on.mailbox("bob@contoso.com").markRead(copy);
  const recall = await message.recall(by);
  await on.advance("25h");
  const { byRecipient } = await recall.status();
  return /^recalled/.test(byRecipient["bob@contoso.com"] ?? "");
}

describe("a lesson", () => {
  it.each(LESSONS)("$id: $effect, and can be taken back", async (lesson) => {
    const on = await library();
    // The service of 2023 takes no other request.
    const client = SERVICE_LESSONS.includes(lesson) ? "outlook" : "new";
    if (lesson.effect === "saves") await carryOut(on, STRIPS, "apply");
    expect(await sendAndRecall(on, client)).toBe(lesson.effect !== "saves");

    await carryOut(on, lesson, "apply");
    expect(await sendAndRecall(on, client)).toBe(lesson.effect !== "breaks");

    await carryOut(on, lesson, "takeBack");
    expect(await sendAndRecall(on, client)).toBe(lesson.effect !== "saves");
  });

  it("is gone after a reset", async () => {
    const on = await library();
    for (const lesson of [STRIPS, ...TENANT_LESSONS, ...SERVICE_LESSONS]) await carryOut(on, lesson, "apply");
    await fetch(`${on.url}/api/reset`, { method: "POST" });
    const tenant = await tenantOf(on);
    expect(LESSONS.filter((lesson) => lesson.isOn(tenant)).map(({ id }) => id)).toEqual([]);
    expect(await sendAndRecall(on)).toBe(true);
  });
});
