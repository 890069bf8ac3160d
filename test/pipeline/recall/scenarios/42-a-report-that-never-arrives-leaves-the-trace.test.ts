import { expect } from "vitest";
import { subjects } from "../../../support/sandbox.ts";
import { cmdlet } from "../../http/support.ts";
import { EVERYWHERE, scenario } from "./scenario.ts";

scenario(
  {
    given: "a mail-flow rule deletes mail from Office365Reports@microsoft.com",
    when: "Alice recalls a message to Bob",
    then: "she has no report mail; the trace says of the request Failed, and its detail Result:Success",
    rules: ["R8", "R16"],
    source: "D",
    outcomes: [{ at: EVERYWHERE, report: ["bob: recalled"], drops: ["bob: Success"] }],
  },
  async (run) => {
    const on = await run.tenant({
      transportRules: [{ name: "No reports", from: "Office365Reports@microsoft.com", deleteMessage: true }],
    });
    const request = await run.recall(on, await run.send(on));

    expect(await subjects(on, "alice")).toEqual([]);
    const [row] = await cmdlet(on, "Get-MessageTraceV2", { MessageId: request });
    expect(row).toMatchObject({ RecipientAddress: "bob@contoso.com", Status: "Failed" });
    const details = await cmdlet(on, "Get-MessageTraceDetailV2", {
      MessageTraceId: row?.MessageTraceId,
      RecipientAddress: "bob@contoso.com",
    });
    expect(details.find(({ Event }) => Event === "Drop")?.Detail).toBe(
      "Reason: [Stage: OnPromotedEvent][Agent: Transport Message Recall Agent];Message recall process complete, dropping the recall email. Result:Success",
    );
    return { on, request };
  },
);
