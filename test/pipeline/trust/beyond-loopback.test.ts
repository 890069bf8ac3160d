import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { expect, it } from "vitest";
import { exposure } from "../../../src/cli/exposure.ts";
import { type Sandbox, startSandbox } from "../../../src/sandbox.ts";
import { recall, sandbox, subjects, submit } from "../../support/sandbox.ts";
import { DEFAULT_TENANT } from "../http/support.ts";

const TOKEN = "0123456789abcdef-token";
const ENV = { ...DEFAULT_TENANT.env, RECALL_SANDBOX_LISTENERS_HOST: "0.0.0.0", RECALL_SANDBOX_HTTP_TOKEN: TOKEN };
const bearer = { headers: { authorization: `Bearer ${TOKEN}` } };

/** An address of this machine that others reach it by, where it has one. */
const outward = Object.values(networkInterfaces())
  .flatMap((list) => list ?? [])
  .find(({ family, internal }) => family === "IPv4" && !internal)?.address;

const isReached = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, outward);
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });

it("without a token nothing starts, and the reason says what would be exposed", async () => {
  const { RECALL_SANDBOX_HTTP_TOKEN: _, ...env } = ENV;
  await expect(startSandbox({ freePorts: true, env })).rejects.toThrow(
    "0.0.0.0 is not an address of loopback: whoever reaches it could read all mail",
  );
});

it("with one, HTTP demands it, of callers on this machine too, and mail goes its round", async () => {
  const on = await sandbox({ env: ENV });
  expect((await fetch(`${on.url}/api/journeys`)).status).toBe(401);
  expect((await fetch(`${on.url}/api/events`)).status).toBe(401);
  expect((await fetch(`${on.url}/readyz`)).status).toBe(200);
  expect((await fetch(`${on.url}/api/journeys`, bearer)).status).toBe(200);
  const id = await submit(on, { subject: "Round" });
  expect(await subjects(on, "bob")).toEqual(["Round"]);
  expect((await on.legs.list({ messageId: id })).map(({ direction }) => direction).sort()).toEqual(["in", "out"]);
});

it("the link in a report mail opens its page, and no other", async () => {
  const on = await sandbox({ env: ENV });
  const [first, second] = [await submit(on, { subject: "One" }), await submit(on, { subject: "Two" })];
  await recall(on, first);
  await recall(on, second);
  await on.advance(86_400_000);
  const links = await reportLinks(on);
  expect(links).toHaveLength(2);
  for (const link of links) expect((await fetch(link)).status).toBe(200);
  const [one, two] = links.map((link) => new URL(link));
  if (one && two) two.search = one.search;
  expect((await fetch(two ?? "")).status).toBe(401);
});

async function reportLinks(on: Sandbox): Promise<string[]> {
  const path = "/v1.0/users/alice@contoso.com/mailFolders/inbox/messages?$select=body";
  const { value } = (await (await fetch(on.url + path, bearer)).json()) as { value: { body: { content: string } }[] };
  return value.flatMap(({ body }) => /http:[^\s"<>]+\/recall\/[^\s"<>]+/.exec(body.content)?.[0] ?? []);
}

it("says what each listener lets others do, and that the password is the default one", async () => {
  const { RECALL_SANDBOX_ORGANIZATION_DEFAULTPASSWORD: _, ...env } = ENV;
  const on = await sandbox({ env: { ...env, RECALL_SANDBOX_LISTENERS_XCLIENTFROM: "10.0.0.0/8" } });
  const text = exposure(on).join("\n");
  expect(text).toMatch(/^THIS SANDBOX LISTENS BEYOND THIS MACHINE, on every address it has\./);
  for (const name of ["submission", "inbound", "return", "http"] as const)
    expect(text).toMatch(new RegExp(`${name} +${on.ports[name]} `));
  expect(text).toContain("IT IS THE DEFAULT ONE: set organization.defaultPassword");
  expect(text).toContain("Clients at 10.0.0.0/8 may claim any address on SMTP (listeners.xclientFrom).");
  expect(text).not.toContain(TOKEN);
  expect(exposure(await sandbox({ env: DEFAULT_TENANT.env }))).toEqual([]);
});

it.skipIf(outward === undefined)("bound to one address of this machine, mail goes its round just so", async () => {
  const on = await sandbox({ env: { ...ENV, RECALL_SANDBOX_LISTENERS_HOST: outward } });
  expect(on.url).toBe(`http://${outward}:${on.ports.http}`);
  await submit(on, { subject: "Round", host: outward });
  expect(await subjects(on, "bob")).toEqual(["Round"]);
});

it.skipIf(outward === undefined)("the smart host, which is believed, and the internet stay on loopback", async () => {
  const on = await sandbox({ env: ENV });
  expect(await isReached(on.ports.submission)).toBe(true);
  expect(await isReached(on.ports.http)).toBe(true);
  expect(await isReached(on.ports.smartHost)).toBe(false);
  expect(await isReached(on.ports.internet)).toBe(false);
  const closed = await sandbox({ env: DEFAULT_TENANT.env });
  for (const port of Object.values(closed.ports)) expect(await isReached(port)).toBe(false);
});
