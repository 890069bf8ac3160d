import { expect } from "vitest";
import { HeaderBlock } from "../../../../src/mime/header-block.ts";
import { BY_OUTLOOK, scenario } from "./scenario.ts";

scenario(
  {
    given: "a message to Bob, and to Frank outside",
    when: "Alice recalls it with classic Outlook",
    then: "the request that Frank gets has the original's subject as its Thread-Topic, and a Thread-Index of its own",
    rules: ["R1", "R7"],
    source: "O",
    outcomes: [
      {
        at: BY_OUTLOOK,
        report: ["bob: recalled", "frank@fabrikam.com: outside (outsideOrganization)"],
        drops: ["bob: Success"],
      },
    ],
  },
  async (run) => {
    const on = await run.tenant();
    const original = await run.send(on, { to: ["bob@contoso.com", "frank@fabrikam.com"], subject: "Plan B" });
    const request = await run.recall(on, original);

    const [first, second] = await Promise.all(
      (await on.internet.list()).map(async ({ id }) =>
        HeaderBlock.parse((await on.internet.bytes(id)) ?? Buffer.alloc(0)),
      ),
    );
    expect(second?.get("Subject")).toBe("Recall: Plan B");
    expect(second?.get("Thread-Topic")).toBe("Plan B");
    const indexOf = (headers?: HeaderBlock) => Buffer.from(headers?.get("Thread-Index") ?? "", "base64");
    expect(indexOf(second)).toHaveLength(22);
    // Behind six bytes of time stands the conversation's GUID.
    expect(indexOf(second).subarray(6)).not.toEqual(indexOf(first).subarray(6));
    return { on, request };
  },
);
