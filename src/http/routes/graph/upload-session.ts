// A large attachment comes to a draft in pieces. What has come is kept in memory until the last piece. Microsoft Graph:
// attachment: createUploadSession
import { randomUUID } from "node:crypto";
import type { Context, Hono } from "hono";
import { z } from "zod";
import { MESSAGE_TOO_BIG } from "../../../smtp/listener-replies.ts";
import { HttpError } from "../../http-error.ts";
import { bodyChunks } from "../../request-body.ts";
import type { HttpServices } from "../../services.ts";
import { addToDraft, requestedDraft } from "./draft-attachments.ts";
import { type GraphVersion, MESSAGE_PATHS } from "./graph-context.ts";
import { badQuery } from "./graph-error.ts";
import { entity, JSON_LIMIT, readGraphJson } from "./graph-json.ts";
import { publicUrl } from "./public-url.ts";
import { refusal } from "./submission-refusal.ts";

const sessionInput = entity({
  AttachmentItem: entity({
    attachmentType: z.literal("file", "file was expected"),
    name: z.string().min(1).max(255),
    size: z.int().min(1),
    contentType: z
      .string()
      .regex(/^[\w.+-]{1,100}\/[\w.+-]{1,100}$/, "a media type was expected")
      .nullish(),
    isInline: z.boolean().nullish(),
    contentId: z.string().max(255).nullish(),
  }),
});

interface UploadSession {
  readonly mailbox: string;
  readonly itemId: number;
  readonly wanted: z.output<typeof sessionInput>["AttachmentItem"];
  /** Milliseconds UTC. */
  readonly expiresAt: number;
  readonly pieces: Buffer[];
  received: number;
}

const OPEN_MS = 24 * 3_600_000;
/** Of all sessions together, bytes that were announced. */
const MOST_BYTES = 256 * 1024 * 1024;

export function addUploadRoutes(routes: Hono, services: HttpServices, version: GraphVersion): void {
  const sessions = new Map<string, UploadSession>();
  const find = (c: Context): [string, UploadSession] => {
    const id = c.req.param("session") ?? "";
    const session = sessions.get(id);
    if (session && session.expiresAt > services.clock.now()) return [id, session];
    throw new HttpError(404, "ErrorItemNotFound", "There is no such upload session: it ended, or its time is over.");
  };
  for (const path of MESSAGE_PATHS)
    routes.post(`${path}/:id/attachments/createUploadSession`, (c) => create(c, services, version, sessions));
  routes.get("/uploads/:session", (c) => c.json(stateOf(find(c)[1])));
  routes.delete("/uploads/:session", (c) => {
    sessions.delete(find(c)[0]);
    return c.body(null, 204);
  });
  routes.put("/uploads/:session", async (c) => {
    const [id, session] = find(c);
    await receive(c, session);
    if (session.received < session.wanted.size) return c.json(stateOf(session));
    // The last piece ends the session, whatever becomes of the draft.
    sessions.delete(id);
    const { name, contentType, isInline, contentId } = session.wanted;
    const content = Buffer.concat(session.pieces);
    const attachmentId = await addToDraft(services, session, {
      name,
      contentType: contentType ?? undefined,
      content,
      isInline: isInline ?? false,
      contentId: contentId ?? undefined,
    });
    const { origin } = publicUrl(c);
    const user = encodeURIComponent(session.mailbox);
    c.header(
      "Location",
      `${origin}/${version}/users/${user}/messages/${attachmentId.message}/attachments/${attachmentId.attachment}`,
    );
    return c.body(null, 201);
  });
}

async function create(
  c: Context,
  services: HttpServices,
  version: GraphVersion,
  sessions: Map<string, UploadSession>,
): Promise<Response> {
  const { item } = await requestedDraft(c, services);
  const { AttachmentItem: wanted } = await readGraphJson(c, sessionInput, "createUploadSession");
  if (wanted.size > services.submissions.limits.maxMessageBytes) throw refusal(MESSAGE_TOO_BIG);
  const now = services.clock.now();
  for (const [id, { expiresAt }] of sessions) if (expiresAt <= now) sessions.delete(id);
  const announced = [...sessions.values()].reduce((sum, one) => sum + one.wanted.size, wanted.size);
  if (announced > MOST_BYTES)
    throw new HttpError(503, "ErrorServerBusy", "Too many attachments are being uploaded; end one, or wait.");
  const id = randomUUID();
  const session = { mailbox: item.mailbox, itemId: item.id, wanted, expiresAt: now + OPEN_MS, pieces: [], received: 0 };
  sessions.set(id, session);
  const { origin } = publicUrl(c);
  return c.json({ uploadUrl: `${origin}/${version}/uploads/${id}`, ...stateOf(session) }, 201);
}

function stateOf({ expiresAt, received }: UploadSession) {
  return { expirationDateTime: new Date(expiresAt).toISOString(), nextExpectedRanges: [`${received}-`] };
}

/** Content-Range: bytes 0-9/100, one piece behind the other. RFC 9110 §14.4 */
async function receive(c: Context, session: UploadSession): Promise<void> {
  const { wanted, received } = session;
  const [, from, to, size] =
    /^bytes (\d{1,12})-(\d{1,12})\/(\d{1,12})$/.exec(c.req.header("content-range") ?? "") ?? [];
  if (from === undefined) throw badQuery(`Content-Range: bytes ${received}-…/${wanted.size} was expected.`);
  if (Number(size) !== wanted.size)
    throw badQuery(`The attachment has ${wanted.size} bytes, as was announced, not ${size}.`);
  const chunks: Uint8Array[] = [];
  for await (const chunk of bodyChunks(c, JSON_LIMIT)) chunks.push(chunk);
  const piece = Buffer.concat(chunks);
  if (piece.length === 0 || piece.length !== Number(to) - Number(from) + 1 || Number(to) >= wanted.size)
    throw badQuery(`The body has ${piece.length} bytes, which Content-Range does not say.`);
  // Another piece may have come meanwhile.
  if (Number(from) !== session.received)
    throw new HttpError(416, "ErrorInvalidRange", `The next piece begins at ${session.received}, not at ${from}.`);
  session.pieces.push(piece);
  session.received += piece.length;
}
