import { expect } from "vitest";
import { HeaderBlock } from "../../../../src/mime/header-block.ts";
import { decodeRecallMessageId } from "../../../../src/runtime/ids.ts";
import { NOON } from "../../../support/sandbox.ts";
import { cmdlet, messages } from "../../http/support.ts";
import { BY_THE_SERVICE, scenario } from "./scenario.ts";

scenario(
  {
    given: "a message to Bob, and to Frank outside, in Alice's Sent Items",
    when: "a client posts to Graph's recall",
    then: "the answer is 202 and names the request's Message-ID, which is in the trace and on the mail that Frank gets; in 2023 it is 400",
    rules: ["R2", "R3", "R8"],
    source: "D; in 2023: chosen",
    outcomes: [
      {
        at: BY_THE_SERVICE,
        report: ["bob: recalled", "frank@fabrikam.com: outside (outsideOrganization)"],
        drops: ["bob: Success"],
      },
      {
        at: ["2023-04 B"],
        report: [],
        refused: "400: At service level 2023-04 only classic Outlook can recall (client=outlook).",
      },
    ],
  },
  async (run) => {
    const on = await run.tenant();
    await run.send(on, { to: ["bob@contoso.com", "frank@fabrikam.com"] });
    const [sent] = await messages(on, "alice", "sentitems");
    const path = `/beta/users/alice@contoso.com/mailFolders/sentitems/messages/${sent?.id}/recall`;

    const response = await fetch(on.url + path, { method: "POST" });

    if (response.status !== 202) {
      const { error } = (await response.json()) as { error: { message: string } };
      return { on, refused: `${response.status}: ${error.message}` };
    }
    const answer = (await response.json()) as string;
    const [, name = ""] =
      /^Successfully submitted recall request to Hub server \S+, MessageId is (\S+)\.$/.exec(answer) ?? [];
    const request = `<${name}>`;
    await on.idle();
    expect(decodeRecallMessageId(request)?.instant).toBe(NOON);
    expect(await cmdlet(on, "Get-MessageTraceV2", { MessageId: request })).toHaveLength(2);
    const [, mail] = await on.internet.list();
    const headers = HeaderBlock.parse((await on.internet.bytes(mail?.id ?? 0)) ?? Buffer.alloc(0));
    expect(headers.get("Message-Id")).toBe(request);
    expect(headers.get("X-MS-Exchange-RecallReportGenerated")).toBe("true");
    expect(headers.get("X-MS-Exchange-CrossTenant-TrustedPartner-TransportRecall-Client")).toBe(
      run.level === "2026-09" ? "Monarch" : undefined,
    );
    return { on, request };
  },
);
