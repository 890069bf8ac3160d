import { expect } from "vitest";
import { TAG } from "../../../../src/tnef/property-tags.ts";
import { recallByOutlook, winmailMessage } from "../../../support/outlook.ts";
import { items, subjects, submit } from "../../../support/sandbox.ts";
import { BY_OUTLOOK, EVERYWHERE, scenario } from "./scenario.ts";

const CHINESE = "撤回: by a Chinese Outlook";
const SUBMITTED = "回收: in TNEF over SMTP";
const ANSWER = "Re: Recall: as a reply";
const outcome = { report: ["bob: recalled"], drops: ["bob: Success"] };

scenario(
  {
    given: "a request with a prefix in another language, or mail that only has the subject of one",
    when: "it is submitted",
    then: "the request recalls, and the reply is ordinary mail: the subject decides nothing",
    rules: ["R1", "R3"],
    source: "O",
    outcomes: [
      { at: BY_OUTLOOK, case: CHINESE, ...outcome },
      { at: BY_OUTLOOK, case: SUBMITTED, ...outcome },
      { at: EVERYWHERE, case: ANSWER, report: [] },
    ],
  },
  async (run) => {
    const on = await run.tenant();
    const original = await run.send(on);
    if (run.case === CHINESE) {
      const request = await recallByOutlook(on, original, { language: "zh-CN" });
      expect(await subjects(on, "bob")).toEqual([]);
      expect((await items(on, "alice", "recoverableitemspurges"))[0]?.subject).toBe("撤回: Budget");
      return { on, request };
    }
    const [sent] = await on.submitted.find(original);
    const key = Buffer.from(sent?.searchKey ?? "", "hex");
    const raw = winmailMessage({
      messageId: "<mine@contoso.com>",
      messageClass: run.case === SUBMITTED ? "IPM.Outlook.Recall" : "IPM.Note",
      subject: run.case === SUBMITTED ? "=?utf-8?B?5Zue5pS2OiBCdWRnZXQ=?=" : "Re: Recall: Budget",
      properties: (bag) => bag.set(TAG.RecallSearchKey, key),
    });
    const request = await submit(on, { raw });
    expect(await subjects(on, "bob")).toEqual(run.case === SUBMITTED ? [] : ["Re: Recall: Budget", "Budget"]);
    return { on, request };
  },
);
