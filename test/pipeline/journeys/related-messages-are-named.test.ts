// A request names its original, the report both; the original names its requests and their reports; a notification its message.
import { expect, it } from "vitest";
import type { Journey } from "../../../src/journey/journey.ts";
import type { Sandbox } from "../../../src/sandbox.ts";
import { recallByOutlook, submitByOutlook } from "../../support/outlook.ts";
import { recall, sandbox, submit, tenant } from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";
import { get } from "../http/support.ts";

const journeyOf = (on: Sandbox, id: string) => get<Journey>(on, `/api/journeys/${encodeURIComponent(id)}`);
const relations = ({ related }: Journey) => related.map(({ relation, kind, id }) => ({ relation, kind, id }));

it.each(["service", "classic Outlook"])("a recall by the %s", async (by) => {
  const config = tenant({ ...roundTrip("builtin"), smartHost: { preset: "signature" } });
  const on = await sandbox({ config: by === "service" ? config : { ...config, service: { level: "2023-04" } } });
  const sent = by === "service" ? await submit(on, { subject: "Q3" }) : await submitByOutlook(on, { subject: "Q3" });
  const asked = by === "service" ? await recall(on, sent) : await recallByOutlook(on, sent);

  const [original, request] = [await journeyOf(on, sent), await journeyOf(on, asked)];
  expect(relations(original).slice(0, 1)).toEqual([{ relation: "request", kind: "recallRequest", id: request.id }]);
  const report = original.related.find(({ kind }) => kind === "recallReport");
  expect(relations(original).slice(1)).toEqual([{ relation: "caused", kind: "recallReport", id: report?.id }]);
  expect(relations(request)[0]).toEqual({ relation: "original", kind: "message", id: original.id });
  expect(relations(request)).toContainEqual({ relation: "caused", kind: "recallReport", id: report?.id });
  expect(relations(await journeyOf(on, report?.id ?? ""))).toEqual([
    { relation: "original", kind: "message", id: original.id },
    { relation: "cause", kind: "recallRequest", id: request.id },
  ]);
});

it("a second message with the Message-ID of the original is not what was recalled", async () => {
  const on = await sandbox({ config: tenant() });
  const id = await submit(on, { messageId: "<same@contoso.com>" });
  const asked = await recall(on, id);
  await submit(on, { from: "carol@contoso.com", messageId: "<same@contoso.com>", subject: "Forged" });
  const [original] = (await journeyOf(on, asked)).related;
  const { subject, from } = await journeyOf(on, original?.id ?? "");
  expect({ subject, from }).not.toMatchObject({ subject: "Forged" });
  expect(from).toBe("alice@contoso.com");
  const forged = await journeyOf(on, "<same@contoso.com>");
  expect([forged.subject, forged.related, forged.recall]).toEqual(["Forged", [], "none"]);
  expect((await on.journeys.list({ recall: "recalled" }, { limit: 5 })).journeys.map(({ from }) => from)).toEqual([
    "alice@contoso.com",
  ]);
});

it("a notification names the message that failed", async () => {
  const on = await sandbox({ config: tenant() });
  const sent = await submit(on, { to: ["bob@contoso.com", "nobody@contoso.com"] });
  const message = await journeyOf(on, sent);
  const [notification] = message.related;
  expect(notification).toMatchObject({ relation: "caused", kind: "notification" });
  expect(relations(await journeyOf(on, notification?.id ?? ""))).toEqual([
    { relation: "cause", kind: "message", id: message.id },
  ]);
});
