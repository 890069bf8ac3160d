// A consumer that uses all of the API, checked by tsc --strict against the packed package and then run by node.
import assert from "node:assert/strict";
import {
  type Attachment,
  ConfigurationError,
  type DeliveredMail,
  ExplainError,
  type ExplainOptions,
  type HeaderFields,
  type InternetMessage,
  type Journey,
  type JourneyQuery,
  type JourneySummary,
  type Leg,
  type LegQuery,
  type Mail,
  type Mailbox,
  type MailboxMessage,
  MailError,
  MailRefusedError,
  type Message,
  type MessageExplanation,
  type QuarantinedMessage,
  type Recall,
  type RecallOptions,
  RecallRefusedError,
  type RoutingAgent,
  type Sandbox,
  SandboxStoppedError,
  type SentMessage,
  type StartOptions,
  type StreamEvent,
  type StreamType,
  scenario,
  startSandbox,
  type TimeoutOption,
  UnknownMailboxError,
  UnknownMessageError,
  WaitTimeoutError,
} from "recall-sandbox";

const seen: string[] = [];
const looks = {
  name: "looks",
  priority: 50,
  onSubmitted(source, item) {
    seen.push(`${item.sender} ${item.headers.get("Subject")} ${source.organization.name}`);
  },
} satisfies RoutingAgent;
const options: StartOptions = {
  config: { extends: scenario("default"), smartHost: { preset: "transparent" } },
  ports: 0,
  clock: "virtual",
  now: new Date("2026-11-20T12:00:00Z"),
  log: "silent",
  agents: { routing: [looks] },
};

const sandbox: Sandbox = await startSandbox(options);
const types: readonly StreamType[] = ["tracking", "recall", "journey", "mailbox", "check"];
const events: AsyncIterable<StreamEvent> = sandbox.events({ types });

const attachment: Attachment = { filename: "report.txt", content: "Q3", contentType: "text/plain", cid: "report" };
const mail: Mail = {
  from: "Alice <alice@contoso.com>",
  to: ["bob@contoso.com"],
  bcc: "ann@fabrikam.com",
  subject: "Q3 numbers",
  html: "<p>Hello</p>",
  attachments: [attachment],
};
const message: SentMessage = await sandbox.send(mail);
const query: JourneyQuery = { subject: "Q3", verdict: "intact" };
const patience: TimeoutOption = { timeout: 5000 };
const found: readonly JourneySummary[] = await sandbox.wait(query, patience);
const journey: Journey = await message.wait("verdict:intact");
assert.equal(found[0]?.id, journey.id);
assert.equal(journey.recipients[0]?.state, "delivered");
assert.equal((await sandbox.journey(message.messageId))?.id, message.journeyId);

const bob: Mailbox = sandbox.mailbox("bob@contoso.com");
const [copy]: readonly MailboxMessage[] = await bob.messages("inbox");
assert.ok(copy);
const headers: HeaderFields = copy.headers;
assert.equal(headers.get("subject"), "Q3 numbers");
assert.ok(copy.raw.includes("Content-Type"));
await bob.markRead(copy);

const [outside]: readonly InternetMessage[] = await sandbox.internet();
assert.deepEqual(outside?.recipients, ["ann@fabrikam.com"]);
const crossing: LegQuery = { messageId: message.messageId, direction: "out" };
const legs: readonly Leg[] = await sandbox.legs(crossing);
assert.match(legs[0]?.reply ?? "", /^250/);

const how: RecallOptions = { as: "alice@contoso.com", timeout: 5000 };
const question: ExplainOptions = { message, sender: "alice@contoso.com" };
const explanation: MessageExplanation = await sandbox.explain(question);
assert.equal(explanation.message.sender, "alice@contoso.com");
const quarantined: readonly QuarantinedMessage[] = await sandbox.quarantine();
assert.deepEqual(quarantined, []);
const recall: Recall = await message.recall(how);
assert.equal(recall.byRecipient["bob@contoso.com"], "recalledRead");
assert.equal(recall.trueReasons["ann@fabrikam.com"], "outsideOrganization");

const given: DeliveredMail = { from: "ann@fabrikam.com", to: "bob@contoso.com", envelopeFrom: "" };
const delivered: Message = await sandbox.deliver(given);
await sandbox.idle();
await sandbox.advance("1h");
assert.equal(delivered.sandbox.now.toISOString(), "2026-11-20T13:00:00.000Z");
assert.ok(sandbox.organization.outboundConnectors.length > 0);
assert.ok((await sandbox.issueCertificate("vendor.example")).cert.includes("BEGIN CERTIFICATE"));

for await (const event of events) {
  if (event.type === "recall" && event.data.status === "recalledRead") break;
}

const rejected = async (work: () => Promise<unknown>, type: new (...args: never[]) => Error) =>
  assert.ok((await work().catch((error: unknown) => error)) instanceof type, type.name);
await rejected(() => sandbox.send({ ...mail, password: "wrong" }), MailRefusedError);
await rejected(() => sandbox.send({ from: "alice@contoso.com" }), MailError);
await rejected(() => sandbox.send({ ...mail, from: "nobody@contoso.com" }), UnknownMailboxError);
await rejected(() => sandbox.recall(delivered), RecallRefusedError);
await rejected(() => sandbox.explain({ message: "<none@contoso.com>" }), ExplainError);
await rejected(() => sandbox.release("<none@contoso.com>"), UnknownMessageError);
await rejected(() => sandbox.message("<none@contoso.com>"), UnknownMessageError);
await rejected(() => sandbox.wait("subject:none", { timeout: 1 }), WaitTimeoutError);
await rejected(() => startSandbox({ config: { mailbxes: [] } }), ConfigurationError);
await sandbox.reload({ extends: scenario("default"), smartHost: { preset: "signature" } });
await sandbox.reset({ clock: true });
assert.deepEqual(await sandbox.journeys(), []);
assert.equal(sandbox.token, undefined);
await sandbox.stop();
await rejected(() => sandbox.journeys(), SandboxStoppedError);
{
  await using another = await startSandbox();
  assert.equal(another.password, "sandbox");
}
assert.equal(seen[0], "alice@contoso.com Q3 numbers contoso.com");
console.log("consumed");
