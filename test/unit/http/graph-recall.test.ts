import { expect, test } from "vitest";
import type { RecallRequests } from "../../../src/agents/recall/request.ts";
import { ALICE, json, server } from "./support.ts";

async function sent(request: RecallRequests["request"]) {
  const made = await server({
    services: { recallRequests: { request, judge: async () => ({ refused: "nothing is replaced here" }) } },
  });
  const item = await made.put({ mailbox: ALICE, folder: "sentitems" });
  const list = `/beta/users/${ALICE}/mailFolders/sentitems/messages`;
  const page = await json<{ value: { id: string }[] }>(made.ask(list));
  return { ...made, item, list, id: page.value[0]?.id ?? "" };
}

test("202 with the documented sentence, as a JSON string", async () => {
  const asked: unknown[] = [];
  const { ask, list, id, item } = await sent(async (...given) => {
    asked.push(given);
    return { requestMessageId: "<0ABC.1DEF@mail>", server: "mail.contoso.com" };
  });
  const response = await ask(`${list}/${id}/recall`, { method: "POST" });
  expect(response.status).toBe(202);
  expect(await response.json()).toBe(
    "Successfully submitted recall request to Hub server MAIL.CONTOSO.COM, MessageId is 0ABC.1DEF@mail.",
  );
  expect(asked).toEqual([[ALICE, item, undefined]]);
});

test("what can't be recalled is 400 with the reason", async () => {
  const refused = "Cloud-based message recall is turned off for this organization (MessageRecallEnabled is False).";
  const { ask, list, id } = await sent(async () => ({ refused }));
  const { error } = await json<{ error: object }>(ask(`${list}/${id}/recall`, { method: "POST" }), 400);
  expect(error).toMatchObject({ code: "ErrorInvalidRequest", message: refused });
});

test("an id that names nothing is 400 too", async () => {
  const { ask, list, id, mailboxes, item } = await sent(async () => ({ refused: "not reached" }));
  expect(await json(ask(`${list}/xyz/recall`, { method: "POST" }), 400)).toMatchObject({
    error: { code: "ErrorInvalidIdMalformed" },
  });
  await mailboxes.softDelete(item, 0);
  expect(await json(ask(`${list}/${id}/recall`, { method: "POST" }), 400)).toMatchObject({
    error: { code: "ErrorItemNotFound" },
  });
});

test("v1.0 has no recall, and says where it is", async () => {
  const { ask, id } = await sent(async () => ({ refused: "not reached" }));
  const path = `/v1.0/users/${ALICE}/mailFolders/sentitems/messages/${id}/recall`;
  const { error } = await json<{ error: { message: string } }>(ask(path, { method: "POST" }), 404);
  expect(error.message).toContain("POST /beta/users/:user/mailFolders/:folder/messages/:id/recall");
});
