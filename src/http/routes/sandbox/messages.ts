// /api/journeys/{id}/message: what the message itself is, in each form in which it is kept, opened for reading or as bytes.
import type { Journey } from "../../../journey/journey.ts";
import { bytesOfForm, listForms } from "../../../journey/view-message/forms.ts";
import { takePart } from "../../../journey/view-message/part-bytes.ts";
import { viewMessage } from "../../../journey/view-message/view-message.ts";
import { problem } from "../../http-error.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { messageForm, messageView } from "./message-schemas.ts";
import { fileResponse, mimeResponse, rowId } from "./shared.ts";

const params = { id: z.string().max(1000).describe("network message id of any pass, or Message-ID") };
const query = {
  form: z.string().max(40).optional().describe("key of a form, such as leg-3; the first one unless given"),
};
const path = z
  .string()
  .max(1000)
  .default("")
  .openapi({ example: "2", description: "of the part: 1.2, winmail.dat/2; empty for the whole" });
const FILE = "application/octet-stream";
const PART = "One part of a message, decoded, as a file";
const failures = { 404: "No message is known under this id, it has no such form, or its bytes are gone." } as const;

export function addMessages(api: Api, services: HttpServices): void {
  const { journeys, legs, mailboxes, configurations } = services;
  const kept = () => ({ legs, mailboxes, organization: configurations.current() });

  api.add(
    {
      id: "listForms",
      method: "get",
      path: "/journeys/{id}/forms",
      group: "journeys",
      summary: "The forms in which a message is kept: submitted, as it crossed each connector, delivered",
      params,
      answer: z.object({ forms: z.array(messageForm) }),
      failures: { 404: "No message is known under this id." },
    },
    async ({ params: { id } }) => ({ forms: await listForms(await find(id), kept()) }),
  );
  api.add(
    {
      id: "readMessage",
      method: "get",
      path: "/journeys/{id}/message",
      group: "journeys",
      summary: "One form of a message opened for reading: fields, MIME tree, texts, attachments, TNEF properties",
      params,
      query,
      answer: messageView,
      failures,
    },
    async ({ params: { id }, query: { form } }) => viewMessage(await bytesOf(id, form)),
  );
  api.add(
    {
      id: "getMessageBytes",
      method: "get",
      path: "/journeys/{id}/message/bytes",
      group: "journeys",
      summary: "One form of a message byte for byte",
      params,
      query,
      answerType: "message/rfc822",
      failures,
    },
    async ({ params: { id }, query: { form }, c }) =>
      mimeResponse(c, `message-${form ?? "first"}`, await bytesOf(id, form)),
  );
  api.add(
    {
      id: "getMessagePart",
      method: "get",
      path: "/journeys/{id}/message/part",
      group: "journeys",
      summary: `${PART}: attachments, also those within winmail.dat`,
      params,
      query: { ...query, path },
      answerType: FILE,
      failures: { 404: "No message is known under this id, it has no such form or part, or its bytes are gone." },
    },
    async ({ params: { id }, query: { form, path }, c }) =>
      fileResponse(c, await partOf(await bytesOf(id, form), path)),
  );
  api.add(
    {
      id: "readLeg",
      method: "get",
      path: "/legs/{id}/message",
      group: "legs",
      summary: "The message of a crossing opened for reading: fields, MIME tree, texts, attachments, TNEF properties",
      params: { id: rowId },
      answer: messageView,
      failures: { 404: "There is no such leg, or retention removed it." },
    },
    async ({ params: { id } }) => viewMessage(await bytesOfLeg(id)),
  );
  api.add(
    {
      id: "getLegPart",
      method: "get",
      path: "/legs/{id}/message/part",
      group: "legs",
      summary: `${PART}, as it crossed: attachments, also those within winmail.dat`,
      params: { id: rowId },
      query: { path },
      answerType: FILE,
      failures: { 404: "There is no such leg or part, or retention removed it." },
    },
    async ({ params: { id }, query, c }) => fileResponse(c, await partOf(await bytesOfLeg(id), query.path)),
  );

  async function find(id: string): Promise<Journey> {
    const journey = await journeys.find(id);
    if (!journey) throw problem(404, `No message is known under ${id}: name a network message id or a Message-ID.`);
    return journey;
  }

  async function bytesOf(id: string, form: string | undefined): Promise<Buffer> {
    const journey = await find(id);
    const key = form ?? (await listForms(journey, kept()))[0]?.key;
    if (key === undefined) throw problem(404, "This message is kept in no form: no leg and no mailbox has it.");
    const bytes = await bytesOfForm(journey, key, kept());
    if (!bytes) throw problem(404, `This message has no form ${key}, or its bytes are gone.`);
    return bytes;
  }

  async function bytesOfLeg(id: number): Promise<Buffer> {
    const leg = await legs.find(id);
    if (!leg) throw problem(404, `There is no leg ${id}.`);
    const bytes = await legs.bytes(leg);
    if (!bytes) throw problem(404, "Its bytes are gone: retention removed them.");
    return bytes;
  }
}

async function partOf(message: Buffer, path: string) {
  const part = await takePart(message, path);
  if (!part) throw problem(404, `This message has no part ${path}: its MIME tree and its attachments name them.`);
  return part;
}
