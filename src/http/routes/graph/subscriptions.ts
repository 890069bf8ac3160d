// Subscriptions to changes of messages. Microsoft Graph: Create, List, Get, Update, Delete subscription
import { randomUUID } from "node:crypto";
import type { Context, Hono } from "hono";
import { z } from "zod";
import type { ChangeKind } from "../../../mailbox/changes/mailbox-changes.ts";
import type { Subscription } from "../../../mailbox/changes/subscriptions.ts";
import { objectIdOf } from "../../../organization/stable-guid.ts";
import { HttpError } from "../../http-error.ts";
import { type Answer, post, whyNotAsked } from "../../notifications/post.ts";
import type { HttpServices } from "../../services.ts";
import type { GraphVersion } from "./graph-context.ts";
import { invalidRequest } from "./graph-error.ts";
import { entity, readGraphJson } from "./graph-json.ts";
import { publicUrl } from "./public-url.ts";
import { readResource } from "./subscription-resource.ts";

const MINUTE = 60_000;
/** Under seven days for Outlook's messages; what is shorter than 45 minutes becomes 45. Microsoft Graph: subscription */
const LONGEST_MS = 10_080 * MINUTE;
const SHORTEST_MS = 45 * MINUTE;
/** Of one mailbox. Microsoft Graph: Outlook resources in change notifications */
const MOST = 1000;
const CHANGE_TYPES: readonly string[] = ["created", "updated", "deleted"] satisfies ChangeKind[];

const url = z.string().max(2000);
const time = z.iso.datetime({ offset: true });
const newSubscription = entity({
  changeType: z.string().max(100),
  notificationUrl: url,
  lifecycleNotificationUrl: url.nullish(),
  resource: z.string().max(2000),
  expirationDateTime: time,
  clientState: z.string().max(128).nullish(),
  latestSupportedTlsVersion: z.enum(["v1_0", "v1_1", "v1_2", "v1_3"]).nullish(),
  includeResourceData: z.literal(false, "notifications come without resource data here").nullish(),
});
const changedSubscription = entity({ expirationDateTime: time.optional(), notificationUrl: url.optional() });
const TYPE = "microsoft.graph.subscription";

export function addSubscriptionRoutes(routes: Hono, services: HttpServices, version: GraphVersion): void {
  routes.post("/subscriptions", (c) => create(c, services, version));
  routes.get("/subscriptions", (c) => {
    const value = active(services).map(show);
    return c.json({ "@odata.context": contextOf(c, version, ""), value });
  });
  routes.get("/subscriptions/:id", (c) => answer(c, version, requested(c, services)));
  routes.patch("/subscriptions/:id", (c) => update(c, services, version));
  routes.delete("/subscriptions/:id", async (c) => {
    await services.subscriptions.remove(requested(c, services).id);
    return c.body(null, 204);
  });
  routes.post("/subscriptions/:id/reauthorize", (c) => {
    requested(c, services);
    return c.body(null, 204);
  });
}

async function create(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const { subscriptions, changes, clock } = services;
  const given = await readGraphJson(c, newSubscription, TYPE);
  const { mailbox, folder } = readResource(c, services, given.resource);
  const changeTypes = readChangeTypes(given.changeType);
  readExpiration(given.expirationDateTime, clock.now());
  for (const { id, expiresAt } of subscriptions.all()) if (expiresAt <= clock.now()) await subscriptions.remove(id);
  if (active(services).filter((one) => one.mailbox === mailbox.address).length >= MOST)
    throw new HttpError(403, "ErrorExceededSubscriptionCount", `${mailbox.address} has ${MOST} subscriptions already.`);
  await validate(c, services, given.notificationUrl);
  if (given.lifecycleNotificationUrl) await validate(c, services, given.lifecycleNotificationUrl);
  const subscription: Subscription = {
    id: randomUUID(),
    mailbox: mailbox.address,
    folderId: folder?.id,
    resource: given.resource,
    changeTypes,
    notificationUrl: given.notificationUrl,
    lifecycleNotificationUrl: given.lifecycleNotificationUrl ?? undefined,
    clientState: given.clientState ?? undefined,
    immutableIds: /IdType\s*=\s*"ImmutableId"/i.test(c.req.header("prefer") ?? ""),
    expiresAt: readExpiration(given.expirationDateTime, clock.now()),
    position: await changes.follow(mailbox.address, clock.now()),
    attempts: 0,
    failingSince: undefined,
    retryAt: undefined,
  };
  await subscriptions.add(subscription);
  return answer(c, version, subscription, 201);
}

async function update(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const { subscriptions, changes, clock } = services;
  const { id } = requested(c, services);
  const given = await readGraphJson(c, changedSubscription, TYPE);
  if (given.notificationUrl !== undefined) await validate(c, services, given.notificationUrl);
  const known = requested(c, services);
  const { expirationDateTime: text } = given;
  await changes.follow(known.mailbox, clock.now());
  await subscriptions.renew(id, {
    notificationUrl: given.notificationUrl ?? known.notificationUrl,
    expiresAt: text === undefined ? known.expiresAt : readExpiration(text, clock.now()),
  });
  return answer(c, version, requested(c, services));
}

/** The endpoint shows that it wants it: it answers with the token it is given, as text. */
async function validate(c: Context, services: HttpServices, endpoint: string): Promise<void> {
  const refused = whyNotAsked(endpoint, services.allowedDestinations());
  if (refused !== undefined) throw invalidRequest(`The notification URL can't be used: ${refused}.`);
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${randomUUID()}`;
  const target = new URL(endpoint);
  target.searchParams.set("validationToken", token);
  const failed = (text: string) => new HttpError(400, "ValidationError", `Subscription validation request ${text}`);
  let given: Answer;
  try {
    given = await post(target.href, { type: "text/plain; charset=utf-8", text: "" }, c.req.raw.signal);
  } catch (error) {
    const { name, message, cause } = error as Error & { cause?: Error };
    throw failed(name === "TimeoutError" ? "timed out." : `failed. ${cause?.message ?? message}`);
  }
  if (given.status !== 200)
    throw failed(
      `failed. HTTP status code is '${given.status}'. Notification endpoint must respond with 200 OK to validation request.`,
    );
  if (given.text.trim() !== token)
    throw failed("failed. Notification endpoint must respond with the validation token it was given, as plain text.");
}

function readChangeTypes(text: string): ChangeKind[] {
  const types = [...new Set(text.split(",").map((part) => part.trim().toLowerCase()))];
  if (types.every((type) => CHANGE_TYPES.includes(type))) return types as ChangeKind[];
  throw invalidRequest(`changeType is '${text.slice(0, 100)}'; it takes ${CHANGE_TYPES.join(", ")}.`);
}

function readExpiration(text: string, now: number): number {
  const at = Date.parse(text);
  if (at <= now) throw invalidRequest("Subscription expiration must be in the future.");
  if (at > now + LONGEST_MS)
    throw invalidRequest(`Subscription expiration can only be ${LONGEST_MS / MINUTE} minutes in the future.`);
  return Math.max(at, now + SHORTEST_MS);
}

function active({ subscriptions, clock }: HttpServices): Subscription[] {
  const now = clock.now();
  return subscriptions.all().filter(({ expiresAt }) => expiresAt > now);
}

function requested(c: Context, services: HttpServices): Subscription {
  const found = services.subscriptions.get(c.req.param("id") ?? "");
  if (found && found.expiresAt > services.clock.now()) return found;
  throw new HttpError(404, "ResourceNotFound", "The object was not found.");
}

function answer(c: Context, version: GraphVersion, subscription: Subscription, status: 200 | 201 = 200): Response {
  return c.json({ "@odata.context": contextOf(c, version, "/$entity"), ...show(subscription) }, status);
}

function contextOf(c: Context, version: GraphVersion, of: string): string {
  return `${publicUrl(c).origin}/${version}/$metadata#subscriptions${of}`;
}

function show(subscription: Subscription): Record<string, unknown> {
  return {
    id: subscription.id,
    resource: subscription.resource,
    applicationId: null,
    changeType: subscription.changeTypes.join(","),
    clientState: subscription.clientState ?? null,
    notificationUrl: subscription.notificationUrl,
    lifecycleNotificationUrl: subscription.lifecycleNotificationUrl ?? null,
    expirationDateTime: new Date(subscription.expiresAt).toISOString(),
    creatorId: objectIdOf(subscription.mailbox),
    includeResourceData: null,
    latestSupportedTlsVersion: "v1_2",
    encryptionCertificate: null,
    encryptionCertificateId: null,
    notificationQueryOptions: null,
    notificationUrlAppId: null,
  };
}
