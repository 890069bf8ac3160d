// What a test has in its hands, by subject. Types only.
export type * from "./api/explain.ts";
export type * from "./api/leg.ts";
export type * from "./api/mail.ts";
export type * from "./api/mailbox.ts";
export type * from "./api/message.ts";
export type * from "./api/recall.ts";
export type * from "./api/sandbox.ts";
export type * from "./api/start-options.ts";
export type * from "./api/timeout.ts";
