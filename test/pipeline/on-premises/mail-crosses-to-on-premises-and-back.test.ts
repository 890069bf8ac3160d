// A hybrid organization as config/on-premises has it: mail to a mailbox on premises, recalls of it, and mail from there.
import { expect, it } from "vitest";
import { library, scenario } from "../../support/library.ts";

const hybrid = () => library({}, { config: scenario("on-premises") });
const DAVE = "dave@contoso.com";
const BUDGET = { from: "alice@contoso.com", to: [DAVE, "bob@contoso.com"], subject: "Budget" };

it("mail to a user on premises leaves over his connector and keeps that it is ours", async () => {
  const sandbox = await hybrid();
  const sent = await sandbox.send(BUDGET);
  await sandbox.idle();

  const [mail, ...others] = await sandbox.onPremises();
  expect(others).toEqual([]);
  expect(mail).toMatchObject({ subject: "Budget", recipients: ["dave@onprem.contoso.com"] });
  expect(mail?.headers.get("X-MS-Exchange-CrossPremises-AuthAs")).toBe("Internal");
  expect(await sandbox.internet()).toEqual([]);
  expect((await sent.legs()).map(({ connector }) => connector)).toContain("To on premises");
});

// R7, R21: final at once, and the text mail goes there all the same.
it("a recall can't reach it: the page says so, and the text mail follows", async () => {
  const sandbox = await hybrid();
  const sent = await sandbox.send(BUDGET);
  await sandbox.idle();
  const { recipients } = await sent.recall();

  const lines = Object.fromEntries(recipients.map(({ address, text }) => [address, text]));
  expect(lines).toEqual({
    "bob@contoso.com": "The message was successfully recalled",
    "dave@onprem.contoso.com": "Messages to recipients outside your organization or on-premises can't be recalled",
  });
  const [original, request] = await sandbox.onPremises();
  expect(original?.subject).toBe("Budget");
  expect(request?.subject).toBe("Recall: Budget");
  expect(request?.raw.toString()).toContain('alice@contoso.com would like to recall the message, "Budget".');
  expect(request?.headers.get("X-MS-Exchange-RecallReportGenerated")).toBe("true");
});

const INTERNAL = { "X-MS-Exchange-CrossPremises-AuthAs": "Internal" };
const FROM_DAVE = { from: DAVE, to: "bob@contoso.com", subject: "Hello from the basement", headers: INTERNAL };

async function judged(sandbox: Awaited<ReturnType<typeof hybrid>>): Promise<string | undefined> {
  await sandbox.idle();
  const [message] = await sandbox.mailbox("bob@contoso.com").messages();
  return message?.headers.get("X-MS-Exchange-Organization-AuthAs");
}

it("mail from on premises is internal by its connector's certificate and its cross-premises headers", async () => {
  const sandbox = await hybrid();
  const certificate = await sandbox.issueCertificate("onprem.contoso.com");
  const message = await sandbox.deliver({ ...FROM_DAVE, certificate });
  expect(await judged(sandbox)).toBe("Internal");
  expect((await message.legs()).map(({ connector }) => connector)).toContain("From on premises");
});

it("without the certificate the same headers are worth nothing", async () => {
  const sandbox = await hybrid();
  await sandbox.deliver(FROM_DAVE);
  expect(await judged(sandbox)).toBe("Anonymous");
});

it("/api/on-premises lists it with its bytes, and the internet's list doesn't", async () => {
  const sandbox = await hybrid();
  await sandbox.send({ ...BUDGET, to: [DAVE, "ann@fabrikam.com"] });
  await sandbox.idle();
  const list = async (path: string) =>
    (await (await fetch(`${sandbox.url}${path}`)).json()) as { messages: { id: number; recipients: string[] }[] };

  const { messages } = await list("/api/on-premises");
  expect(messages.map(({ recipients }) => recipients)).toEqual([["dave@onprem.contoso.com"]]);
  expect((await list("/api/internet")).messages.map(({ recipients }) => recipients)).toEqual([["ann@fabrikam.com"]]);
  const bytes = await fetch(`${sandbox.url}/api/on-premises/${messages[0]?.id}/bytes`);
  expect(await bytes.text()).toContain("Subject: Budget");
  expect((await fetch(`${sandbox.url}/api/internet/${messages[0]?.id}`)).status).toBe(404);
  expect(sandbox.ports.onPremises).toBeGreaterThan(0);
});

it("a connector to on premises needs the sink's port", async () => {
  await expect(
    library({}, { config: { extends: scenario("on-premises"), listeners: { onPremises: null } } }),
  ).rejects.toThrow("`on-premises` needs listeners.onPremises, a port such as 2529");
});
