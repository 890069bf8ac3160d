import { expect } from "vitest";
import { subjects, submit } from "../../../support/sandbox.ts";
import { EVERYWHERE, scenario } from "./scenario.ts";

const MEMBERS = ["bob", "carol"];

scenario(
  {
    given: "Carol has sent Dave a message on behalf of the group Team, whose members are Bob and she",
    when: "she recalls it",
    then: "the copy is deleted; the report mail goes to all members, and its page opens for none",
    rules: ["R19"],
    source: "D",
    outcomes: [{ at: EVERYWHERE, report: ["dave: recalled"], drops: ["dave: Success"] }],
  },
  async (run) => {
    const team = {
      address: "team@contoso.com",
      displayName: "Team",
      members: MEMBERS.map((name) => `${name}@contoso.com`),
      grantSendOnBehalfTo: ["carol@contoso.com"],
    };
    const on = await run.tenant({ groups: [team] });
    const [as, from, to] = ["carol@contoso.com", "team@contoso.com", "dave@contoso.com"];
    const raw = `From: ${from}\r\nTo: ${to}\r\nSubject: Budget\r\nMessage-ID: <behalf@contoso.com>\r\nDate: Fri, 20 Nov 2026 12:00:00 +0000\r\n\r\nHello\r\n`;
    const original =
      run.generation === "A" ? await run.send(on, { as, from, to: [to] }) : await submit(on, { from: as, to, raw });

    const request = await run.recall(on, original, "carol@contoso.com");

    expect(await subjects(on, "dave")).toEqual([]);
    const page = `${on.url}/recall/${encodeURIComponent(request.slice(1, -1))}`;
    for (const name of MEMBERS) {
      expect(await subjects(on, name)).toEqual(["Message Recall Report: Budget"]);
      expect((await fetch(`${page}?as=${name}@contoso.com`)).status).toBe(403);
    }
    expect((await fetch(page)).status).toBe(403);
    return { on, request };
  },
);
