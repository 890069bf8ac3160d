import { expect } from "vitest";
import { HOUR, person, subjects } from "../../../support/sandbox.ts";
import { EVERYWHERE, reportPage, scenario } from "./scenario.ts";

const IN_TIME = "approved in time";
const TOO_LATE = "approved after 24 hours";

scenario(
  {
    given: "Bob's mail is moderated by Carol, and a message from Alice waits for her",
    when: "Alice recalls it, and Carol approves it afterwards",
    then: "within 24 hours it is deleted on arrival, and nobody sees it; later the recall has failed, and it arrives",
    rules: ["R17"],
    source: "chosen",
    outcomes: [
      { at: EVERYWHERE, case: IN_TIME, report: ["bob: recalled"], drops: ["bob: Success"] },
      { at: EVERYWHERE, case: TOO_LATE, report: ["bob: failed (notFound)"], drops: ["bob: Failed"] },
    ],
  },
  async (run) => {
    const bob = person("bob", { moderationEnabled: true, moderatedBy: ["carol@contoso.com"] });
    const on = await run.tenant({ mailboxes: [person("alice"), bob, person("carol")] });
    const request = await run.recall(on, await run.send(on));
    expect(await reportPage(on, request)).toEqual(["bob: Pending (notFound)"]);

    await on.advance(run.case === IN_TIME ? 2 * HOUR : 24 * HOUR);
    const [waiting] = await on.moderation.list();
    await on.moderation.decide(waiting?.id ?? 0, { approve: true });
    await on.idle();

    expect(await subjects(on, "bob")).toEqual(run.case === IN_TIME ? [] : ["Budget"]);
    expect(await subjects(on, "bob", "recoverableitemspurges")).toEqual(run.case === IN_TIME ? ["Budget"] : []);
    return { on, request };
  },
);
