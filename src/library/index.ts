// The package's entry: a sandbox inside a test's own process. `recall-sandbox/vitest` has the matchers.

// What agents of one's own are written against.
export type * from "../agent-api/agents.ts";
export type * from "../agent-api/mail-item.ts";
export { FaultError } from "../faults/possible.ts";
export type { StreamEvent, StreamType } from "../journey/event-stream.ts";
export type { MessageExplanation } from "../journey/explain-message/explanation.ts";
export { ExplainError } from "../journey/explain-message/received-message.ts";
export type { Journey, JourneyQuery, JourneySummary } from "../journey/journey.ts";
export { QuerySyntaxError } from "../mailbox/ediscovery/parse-query.ts";
export { ConfigurationError } from "../organization/problems.ts";
export type {
  Attachment,
  Decision,
  DeliveredMail,
  EdiscoveryOptions,
  ExoOptions,
  ExplainOptions,
  FaultInForce,
  FoundItem,
  HeaderFields,
  HeldMessage,
  InternetMessage,
  Leg,
  LegQuery,
  Mail,
  Mailbox,
  MailboxMessage,
  Message,
  ModeratedMessage,
  QuarantinedMessage,
  Recall,
  RecallOptions,
  Sandbox,
  SentMessage,
  StartOptions,
  TimeoutOption,
} from "./api.ts";
export {
  ExoError,
  type ExoFailure,
  MailError,
  MailRefusedError,
  RecallRefusedError,
  SandboxStoppedError,
  UnknownMailboxError,
  UnknownMessageError,
  WaitTimeoutError,
} from "./errors.ts";
export { scenario } from "./scenario.ts";
export { startSandbox } from "./start-sandbox.ts";
