// Get-, Release- and Delete-QuarantineMessage: what mail-flow rules set aside.
import { stableGuid } from "../organization/stable-guid.ts";
import { matchesWildcard } from "../organization/wildcard.ts";
import { type QuarantinedMessage, QuarantineError } from "../transport/quarantine/quarantine.ts";
import { CONFIRMATION } from "./change.ts";
import { type CmdletObject, type CmdletServices, defineCmdlet, type Parameters } from "./cmdlet.ts";
import { argumentError, notFound } from "./cmdlet-error.ts";

const filters = {
  Identity: { type: "identity", pipeline: "both", sentence: "Network message id, alone or as the cmdlet shows it." },
  Direction: { type: "string", values: ["Inbound", "Outbound"], priority: "should" },
  EndExpiresDate: { type: "dateTime", priority: "should" },
  EndReceivedDate: { type: "dateTime", priority: "should" },
  MessageId: { type: "string", priority: "should", sentence: "With its angle brackets." },
  Page: { type: "int", min: 1, priority: "should" },
  PageSize: { type: "int", min: 1, max: 1000, priority: "should", sentence: "100 unless given." },
  RecipientAddress: { type: "strings", priority: "should" },
  SenderAddress: { type: "strings", priority: "should" },
  StartExpiresDate: { type: "dateTime", priority: "should" },
  StartReceivedDate: { type: "dateTime", priority: "should" },
  Subject: { type: "string", priority: "should" },
} as const satisfies Parameters;

export const getQuarantineMessage = defineCmdlet({
  name: "Get-QuarantineMessage",
  synopsis: "Shows the messages that are in quarantine.",
  parameters: filters,
  async run(given, services) {
    const all = await services.quarantine.list();
    const wanted = given.Identity === undefined ? all : found(all, given.Identity, services);
    const matching = wanted.filter(
      (one) =>
        (given.Direction === undefined || given.Direction === one.direction) &&
        isWithin(one.receivedAt, given.StartReceivedDate, given.EndReceivedDate) &&
        isWithin(one.expiresAt, given.StartExpiresDate, given.EndExpiresDate) &&
        (given.MessageId === undefined || given.MessageId === one.messageId) &&
        (given.Subject === undefined || one.subject.toLowerCase().includes(given.Subject.toLowerCase())) &&
        matchesAny([one.sender], given.SenderAddress) &&
        matchesAny(one.recipients, given.RecipientAddress),
    );
    const size = given.PageSize ?? 100;
    const first = ((given.Page ?? 1) - 1) * size;
    return { objects: matching.slice(first, first + size).map((one) => show(one, services)) };
  },
});

const target = {
  Identity: { type: "identity", pipeline: "both", sentence: "Network message id, alone or as Get shows it." },
  Identities: { type: "strings", priority: "should" },
  ...CONFIRMATION,
} as const satisfies Parameters;

export const releaseQuarantineMessage = defineCmdlet({
  name: "Release-QuarantineMessage",
  synopsis: "Lets messages out of quarantine, to their recipients.",
  parameters: {
    ...target,
    ReleaseToAll: { type: "switch", sentence: "To all its recipients; so it is without User, too." },
    User: { type: "strings", sentence: "To these of its recipients." },
    ActionType: { type: "string", priority: "accept" },
    AllowSender: { type: "switch", priority: "accept" },
    Force: { type: "switch", priority: "accept" },
    ReportFalsePositive: { type: "switch", priority: "accept" },
  },
  async run(given, services) {
    if (given.ReleaseToAll && given.User) throw argumentError("ReleaseToAll and User can't be used together.");
    return onEach(given, services, "Releasing", ({ id }) => services.quarantine.release(id, given.User));
  },
});

export const deleteQuarantineMessage = defineCmdlet({
  name: "Delete-QuarantineMessage",
  synopsis: "Deletes messages from quarantine.",
  parameters: { ...target, HardDelete: { type: "switch", priority: "accept" } },
  run: (given, services) => onEach(given, services, "Deleting", ({ id }) => services.quarantine.remove(id)),
});

async function onEach(
  given: { readonly Identity?: string; readonly Identities?: readonly string[]; readonly WhatIf?: boolean },
  services: CmdletServices,
  doing: string,
  work: (message: QuarantinedMessage) => Promise<unknown>,
) {
  const identities = given.Identities ?? (given.Identity === undefined ? [] : [given.Identity]);
  if (identities.length === 0) throw argumentError("Identity or Identities must name a message in quarantine.");
  const all = await services.quarantine.list();
  const messages = identities.flatMap((identity) => found(all, identity, services));
  if (given.WhatIf) {
    const named = messages.map((message) => `"${identityOf(message)}"`).join(", ");
    return { objects: [], confirmation: `What if: ${doing} the quarantined message ${named}.` };
  }
  for (const message of messages) {
    await work(message).catch((error: unknown) => {
      throw error instanceof QuarantineError ? argumentError(error.message) : error;
    });
  }
  return { objects: [] };
}

/** A network message id may stand for several: a rule set aside what forks of one message became. */
function found(
  all: readonly QuarantinedMessage[],
  identity: string,
  { configurations }: CmdletServices,
): readonly QuarantinedMessage[] {
  const wanted = identity.toLowerCase();
  const named = all.filter(
    (one) => [identityOf(one), one.networkMessageId, String(one.id)].includes(wanted) || one.messageId === identity,
  );
  if (named.length === 0) throw notFound(identity, configurations.latest().hostname);
  return named;
}

/** As the service has it: what it was in transport, and what it is for its recipients. */
const identityOf = ({ id, networkMessageId }: QuarantinedMessage): string =>
  `${networkMessageId}\\${stableGuid(`quarantine ${id}`)}`.toLowerCase();

function show(one: QuarantinedMessage, { configurations }: CmdletServices): CmdletObject {
  return {
    Identity: identityOf(one),
    ReceivedTime: new Date(one.receivedAt),
    Organization: configurations.current().name,
    MessageId: one.messageId,
    SenderAddress: one.sender,
    RecipientAddress: [...one.recipients],
    Subject: one.subject,
    Size: one.size,
    Type: "TransportRule",
    PolicyType: "ExchangeTransportRule",
    PolicyName: one.rule,
    Expires: new Date(one.expiresAt),
    Direction: one.direction,
    ReleaseStatus: "NOTRELEASED",
    Released: false,
    EntityType: "Email",
  };
}

const isWithin = (at: number, from: number | undefined, to: number | undefined) =>
  (from === undefined || at >= from) && (to === undefined || at <= to);

function matchesAny(addresses: readonly string[], patterns: readonly string[] | undefined): boolean {
  if (patterns === undefined || patterns.length === 0) return true;
  return patterns.some((pattern) => addresses.some((address) => matchesWildcard(address, pattern)));
}
