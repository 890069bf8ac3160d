// What a listener does without faults is what it did before; what a fault refuses never reaches the handler.
import { expect, it } from "vitest";
import { FaultList } from "../../../src/faults/fault-list.ts";
import { withFaults } from "../../../src/faults/on-listener.ts";
import { reply, type SmtpReply } from "../../../src/smtp/reply.ts";
import { type MessageSink, NO_ENVELOPE, type SmtpSession } from "../../../src/smtp/session.ts";

const OK = reply(250, "2.0.0", "fine");
const MAIL = { address: "alice@contoso.com", parameters: {} };

function listener() {
  const faults = new FaultList({ now: () => 0 });
  const did: string[] = [];
  const sink: MessageSink = {
    write: () => void did.push("write"),
    end: async () => {
      did.push("end");
      return OK;
    },
    abort: () => void did.push("abort"),
  };
  const inner = {
    onMailFrom: (): SmtpReply => {
      did.push("mail");
      return OK;
    },
    onData: () => sink,
  };
  const session = {
    envelope: { ...NO_ENVELOPE, from: "alice@contoso.com", recipients: [{ address: "bob@contoso.com" }] },
    cut: () => void did.push("cut"),
  } as unknown as SmtpSession;
  return { faults, did, sink, session, handler: withFaults(inner, faults, "return") };
}

it("without faults the answers are the handler's own, at once", () => {
  const { handler, session, sink } = listener();
  expect(handler.onMailFrom?.(session, MAIL)).toBe(OK);
  expect(handler.onData(session)).toBe(sink);
  expect(handler.onRcptTo?.(session, { address: "bob@contoso.com" })).toBeUndefined();
});

it("what is refused does not reach the handler", async () => {
  const { handler, session, faults, did } = listener();
  faults.add({ hop: "return", phase: "mail", action: { kind: "reply", reply: "451 4.7.1 Later" } });
  expect(await handler.onMailFrom?.(session, MAIL)).toMatchObject({ code: 451, enhanced: "4.7.1", text: "Later" });
  expect(did).toEqual([]);
});

it("faults of another phase change nothing, not even when the answer comes", () => {
  const { handler, session, faults } = listener();
  faults.add({ hop: "return", phase: "rcpt", action: { kind: "cut" } });
  expect(handler.onMailFrom?.(session, MAIL)).toBe(OK);
});

it.each<[Parameters<FaultList["add"]>[0]["action"], string[]]>([
  [{ kind: "reply", reply: "451 4.7.1 Later" }, ["write", "abort"]],
  [{ kind: "cut" }, ["write", "abort", "cut"]],
  [{ kind: "lose" }, ["write", "end", "cut"]],
])("at the end of the data, %j", async (action, expected) => {
  const { handler, session, faults, did } = listener();
  faults.add({ hop: "return", phase: "endOfData", action });
  const sink = (await handler.onData(session)) as MessageSink;
  await sink.write(Buffer.from("Subject: x\r\n\r\n"));
  await sink.end();
  expect(did).toEqual(expected);
});

it("a message given up while its content crawls is not written to any more", async () => {
  const { handler, session, faults, did } = listener();
  faults.add({ hop: "return", phase: "body", action: { kind: "pause", ms: 3_600_000 } });
  const sink = (await handler.onData(session)) as MessageSink;
  const written = sink.write(Buffer.from("Subject: x\r\n\r\n"));
  sink.abort();
  faults.reset();
  await written;
  expect(did).toEqual(["abort"]);
});
