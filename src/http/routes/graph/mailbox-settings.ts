// Settings that a user has of the own mailbox: automatic replies, and what the sandbox knows beside them. Microsoft Graph: Get
// user mailbox settings, Update user mailbox settings; Set-MailboxAutoReplyConfiguration
import type { Context, Hono } from "hono";
import { z } from "zod";
import { directoryOf } from "../../../organization/directory.ts";
import type { AutomaticReplies, Mailbox } from "../../../organization/organization.ts";
import { HttpError } from "../../http-error.ts";
import type { HttpServices } from "../../services.ts";
import { type GraphVersion, MAILBOX_PATHS, requestedMailbox } from "./graph-context.ts";
import { INVALID_REQUEST } from "./graph-error.ts";
import { folderId } from "./graph-ids.ts";
import { entity, readGraphJson } from "./graph-json.ts";
import { publicUrl } from "./public-url.ts";
import { readOptions, readSelect } from "./query-options.ts";

const STATUSES = { disabled: "Disabled", alwaysEnabled: "Enabled", scheduled: "Scheduled" } as const;
const AUDIENCES = { none: "None", contactsOnly: "Known", all: "All" } as const;
const LONGEST = 128 * 1024;

const dateTime = entity({
  dateTime: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?Z?$/, "a time such as 2026-11-20T12:00:00 was expected"),
  timeZone: z.literal("UTC", "times are taken here in UTC alone"),
});
const replies = entity({
  status: z.enum(["disabled", "alwaysEnabled", "scheduled"]).optional(),
  externalAudience: z.enum(["none", "contactsOnly", "all"]).optional(),
  internalReplyMessage: z.string().max(LONGEST).nullish(),
  externalReplyMessage: z.string().max(LONGEST).nullish(),
  scheduledStartDateTime: dateTime.nullish(),
  scheduledEndDateTime: dateTime.nullish(),
});
const settingsInput = entity({ automaticRepliesSetting: replies.optional() });
const NONE: AutomaticReplies = {
  autoReplyState: "Disabled",
  internalMessage: "",
  externalMessage: "",
  externalAudience: "All",
};
const NAMES = ["archiveFolder", "timeZone", "automaticRepliesSetting", "language", "userPurpose"];

export function addMailboxSettingsRoutes(routes: Hono, services: HttpServices, version: GraphVersion): void {
  for (const path of MAILBOX_PATHS) {
    routes.get(`${path}/mailboxSettings`, (c) => {
      const select = readSelect(readOptions(c, ["select"]).select, NAMES, "microsoft.graph.mailboxSettings");
      return answer(c, version, latest(c, services), services, select ?? NAMES);
    });
    routes.get(`${path}/mailboxSettings/automaticRepliesSetting`, (c) => {
      const mailbox = latest(c, services);
      const context = contextOf(c, version, mailbox, "/automaticRepliesSetting");
      return c.json({ "@odata.context": context, ...showReplies(mailbox) });
    });
    routes.patch(`${path}/mailboxSettings`, (c) => update(c, services, version));
  }
}

async function update(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const { address } = requestedMailbox(c, services);
  const { automaticRepliesSetting: given } = await readGraphJson(c, settingsInput, "microsoft.graph.mailboxSettings");
  if (given)
    await services.configurations.change((organization) => {
      const mailboxes = organization.mailboxes.map((mailbox) =>
        mailbox.address === address
          ? { ...mailbox, automaticReplies: withReplies(mailbox.automaticReplies ?? NONE, given) }
          : mailbox,
      );
      return { ...organization, mailboxes };
    }, "mailboxSettings");
  return answer(c, version, latest(c, services), services, ["automaticRepliesSetting"]);
}

function withReplies(before: AutomaticReplies, given: z.output<typeof replies>): AutomaticReplies {
  const { status, externalAudience, internalReplyMessage, externalReplyMessage } = given;
  const [startTime, endTime] = [
    given.scheduledStartDateTime ? instant(given.scheduledStartDateTime) : before.startTime,
    given.scheduledEndDateTime ? instant(given.scheduledEndDateTime) : before.endTime,
  ];
  const after: AutomaticReplies = {
    autoReplyState: status ? STATUSES[status] : before.autoReplyState,
    internalMessage: internalReplyMessage ?? before.internalMessage,
    externalMessage: externalReplyMessage ?? before.externalMessage,
    externalAudience: externalAudience ? AUDIENCES[externalAudience] : before.externalAudience,
    ...(startTime !== undefined && { startTime }),
    ...(endTime !== undefined && { endTime }),
  };
  if (after.autoReplyState === "Scheduled" && (startTime === undefined || endTime === undefined))
    throw invalid("status scheduled needs scheduledStartDateTime and scheduledEndDateTime.");
  if (startTime !== undefined && endTime !== undefined && endTime <= startTime)
    throw invalid("scheduledEndDateTime must lie behind scheduledStartDateTime.");
  return after;
}

function instant({ dateTime: text }: z.output<typeof dateTime>): number {
  const at = Date.parse(`${text.replace(/Z$/, "")}Z`);
  if (Number.isNaN(at)) throw invalid(`'${text}' is no time.`);
  return at;
}

function invalid(text: string): HttpError {
  return new HttpError(400, INVALID_REQUEST, text);
}

/** What is set is shown, in force or not yet. */
function latest(c: Context, services: HttpServices): Mailbox {
  const mailbox = requestedMailbox(c, services);
  return directoryOf(services.configurations.latest()).findMailbox(mailbox.address) ?? mailbox;
}

function answer(
  c: Context,
  version: GraphVersion,
  mailbox: Mailbox,
  services: HttpServices,
  names: readonly string[],
): Response {
  const archive = services.mailboxes.folders.wellKnown(mailbox.address, "archive");
  const locale = mailbox.language ?? services.configurations.latest().service.language;
  const all: Readonly<Record<string, unknown>> = {
    archiveFolder: archive ? folderId(archive.id) : null,
    timeZone: "UTC",
    automaticRepliesSetting: showReplies(mailbox),
    language: { locale, displayName: new Intl.DisplayNames("en", { type: "language" }).of(locale) },
    userPurpose: mailbox.type === "Shared" ? "shared" : "user",
  };
  const shown = Object.fromEntries(names.map((name) => [name, all[name]]));
  return c.json({ "@odata.context": contextOf(c, version, mailbox, ""), ...shown });
}

function showReplies({ automaticReplies = NONE }: Mailbox): Record<string, unknown> {
  const { autoReplyState, externalAudience, internalMessage, externalMessage, startTime, endTime } = automaticReplies;
  const nameOf = (names: Readonly<Record<string, string>>, value: string) =>
    Object.keys(names).find((name) => names[name] === value);
  const time = (at: number | undefined) =>
    at === undefined ? null : { dateTime: new Date(at).toISOString().replace(/Z$/, "0000"), timeZone: "UTC" };
  return {
    status: nameOf(STATUSES, autoReplyState),
    externalAudience: nameOf(AUDIENCES, externalAudience),
    internalReplyMessage: internalMessage,
    externalReplyMessage: externalMessage,
    scheduledStartDateTime: time(startTime),
    scheduledEndDateTime: time(endTime),
  };
}

function contextOf(c: Context, version: GraphVersion, { address }: Mailbox, of: string): string {
  return `${publicUrl(c).origin}/${version}/$metadata#users('${encodeURIComponent(address)}')/mailboxSettings${of}`;
}
