// Messages that belong together: a recall request and its original, their reports, what the tenant made because of each.
import type { RecallRegister } from "../agents/recall/register.ts";
import type { SubmittedMessages } from "../mailbox/submitted-messages.ts";
import type { RelatedJourney, Relation } from "./journey.ts";
import type { JourneyRepository } from "./journey-repository.ts";
import type { JourneyRow } from "./journey-row.ts";

export interface RelatedServices {
  readonly repository: Pick<JourneyRepository, "get" | "causedBy">;
  readonly recalls: Pick<RecallRegister, "find" | "ofOriginal">;
  readonly submitted: Pick<SubmittedMessages, "find">;
}

/** Of one kind. */
const MOST = 100;

/** Where it comes from first, then what came of it, oldest first. */
export async function relatedTo(row: JourneyRow, services: RelatedServices): Promise<RelatedJourney[]> {
  const { repository } = services;
  const cause = row.causedBy === null ? undefined : await repository.get(row.causedBy);
  const original = await originalOf(row.kind === "recallRequest" ? row : cause, services);
  const requests = row.recall === "none" ? [] : await requestsOf(row, services);
  const reports: JourneyRow[] = [];
  for (const { id } of requests) reports.push(...(await repository.causedBy(id, MOST, "recallReport")));
  const caused = [...reports, ...(await repository.causedBy(row.id, MOST))];
  const all: readonly (readonly [Relation, readonly (JourneyRow | undefined)[]])[] = [
    ["original", [original]],
    ["cause", [cause]],
    ["request", requests],
    ["caused", caused.slice(0, MOST)],
  ];
  return all.flatMap(([relation, rows]) => rows.flatMap((one) => (one ? [describe(one, relation)] : [])));
}

/** What a request recalls: another message may bear the same Message-ID, so it is the one that was submitted. */
async function originalOf(request: JourneyRow | undefined, { repository, recalls, submitted }: RelatedServices) {
  if (request?.kind !== "recallRequest") return undefined;
  const recall = await recalls.find(undefined, request.messageId);
  const sent = recall && (await submitted.find(recall.originalMessageId));
  const original = sent?.find(({ mailbox }) => mailbox === recall?.mailbox);
  return original && repository.get(original.networkMessageId);
}

async function requestsOf(row: JourneyRow, { repository, recalls, submitted }: RelatedServices): Promise<JourneyRow[]> {
  const sent = await submitted.find(row.messageId);
  const senders = new Set(
    sent.flatMap(({ networkMessageId, mailbox }) => (networkMessageId === row.id ? mailbox : [])),
  );
  const own = (await recalls.ofOriginal(row.messageId)).filter(({ mailbox }) => senders.has(mailbox));
  const rows: JourneyRow[] = [];
  for (const { networkMessageId } of own.slice(0, MOST)) {
    const request = await repository.get(networkMessageId);
    if (request) rows.push(request);
  }
  return rows;
}

const describe = ({ id, kind, subject, startedAt }: JourneyRow, relation: Relation): RelatedJourney => ({
  ...{ relation, id, kind, subject, startedAt: new Date(startedAt).toISOString() },
});
