import { expect, it } from "vitest";
import { events, HOUR, recall, report, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";

// Scenario 32; R7: registered and reported, dropped at once.
it("a message older than MessageRecallMaxRecallableAge is not recalled", async () => {
  const on = await sandbox({ config: tenant({ organizationConfig: { messageRecallMaxRecallableAge: "01:00:00" } }) });
  const original = await submit(on);
  await on.advance(HOUR + 1);

  const request = await recall(on, original);

  expect(await report(on, request)).toEqual(["bob@contoso.com: failed (tooOld)"]);
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
  expect(await events(on, request)).toEqual(["RECEIVE", "AGENTINFO", "DROP"]);
  expect(await subjects(on, "alice")).toEqual(["Message Recall Report: Budget"]);
});

it("at exactly that age it still is", async () => {
  const on = await sandbox({ config: tenant({ organizationConfig: { messageRecallMaxRecallableAge: "01:00:00" } }) });
  const original = await submit(on);
  await on.advance(HOUR);
  expect(await report(on, await recall(on, original))).toEqual(["bob@contoso.com: recalled"]);
});

// R6: the age counts from submission, not from a Date header that a client may write.
it("the Date header makes nothing older", async () => {
  const on = await sandbox({ config: tenant({ organizationConfig: { messageRecallMaxRecallableAge: "01:00:00" } }) });
  const original = await submit(on, { date: new Date("2001-01-01T00:00:00Z") });
  expect(await report(on, await recall(on, original))).toEqual(["bob@contoso.com: recalled"]);
});

// Scenario 36; R7.
it("a meeting request is not recalled", async () => {
  const on = await sandbox({ config: tenant() });
  const original = await submit(on, {
    raw: [
      "From: alice@contoso.com",
      "To: bob@contoso.com",
      "Subject: Standup",
      "Message-ID: <meeting@contoso.com>",
      "MIME-Version: 1.0",
      'Content-Type: text/calendar; method=REQUEST; charset="utf-8"',
      "",
      "BEGIN:VCALENDAR",
      "END:VCALENDAR",
      "",
    ].join("\r\n"),
  });
  expect(await report(on, await recall(on, original))).toEqual(["bob@contoso.com: failed (meetingRequest)"]);
  expect(await subjects(on, "bob")).toEqual(["Standup"]);
});

it("nor is one whose calendar part stands beside a text, as calendar programs send it", async () => {
  const on = await sandbox({ config: tenant() });
  const original = await submit(on, {
    subject: "Standup",
    icalEvent: { method: "REQUEST", content: "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n" },
  });
  expect(await report(on, await recall(on, original))).toEqual(["bob@contoso.com: failed (meetingRequest)"]);
});
