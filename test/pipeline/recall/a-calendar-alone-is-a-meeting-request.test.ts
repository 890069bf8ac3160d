import { expect, it } from "vitest";
import { recall, report, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";

// As some programs send it: no text beside it. R7
it("a message that is all calendar is a meeting request, and not recalled", async () => {
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
