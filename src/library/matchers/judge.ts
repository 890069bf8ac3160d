// How a matcher comes to its verdict: it looks, lets the sandbox come to rest, looks again, and waits only for what may
// still change by itself.
import type { Journey } from "../../journey/journey.ts";
import type { Message, Recall, Sandbox } from "../api.ts";
import { WaitTimeoutError } from "../errors.ts";
import { DEFAULT_TIMEOUT_MS } from "../virtual-time.ts";

export interface MatcherOptions {
  /** Real milliseconds; 5000 unless given. */
  readonly timeout?: number;
}

export interface Judgement {
  readonly pass: boolean;
  /** `but bob@contoso.com is away`: what is, for either outcome. */
  readonly found: string;
  /** There was nothing to judge: the matcher fails with and without `.not`. */
  readonly isMoot?: boolean;
}

export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** A message, or the handle of its recall. */
export type Subject = Message | Recall;

/** @param expected "to be delivered to bob@contoso.com" */
export async function decide(
  received: unknown,
  isNot: boolean,
  options: MatcherOptions | undefined,
  expected: string,
  judge: (journey: Journey, sandbox: Sandbox) => Judgement | Promise<Judgement>,
): Promise<MatcherResult> {
  const message = messageOf(received);
  const look = async () => {
    const journey = await message.journey();
    return { ...(await judge(journey, message.sandbox)), journey };
  };
  const seen = await settle(message.sandbox, look, isNot, options?.timeout ?? DEFAULT_TIMEOUT_MS);
  const { found, isMoot = false } = seen;
  return {
    pass: isMoot ? isNot : seen.pass,
    message: () => `expected "${message.subject}" ${isNot ? "not " : ""}${expected}, ${found}`,
  };
}

type Look = Judgement & { readonly journey: Journey };

async function settle(sandbox: Sandbox, look: () => Promise<Look>, isNot: boolean, timeout: number): Promise<Look> {
  const deadline = AbortSignal.timeout(timeout);
  const changes = sandbox.events({ types: ["tracking", "recall"], signal: deadline });
  if (!isNot) {
    const first = await look();
    if (first.pass) return first;
  }
  await rest(sandbox, timeout);
  let seen = await look();
  if (isNot) return seen;
  const events = changes[Symbol.asyncIterator]();
  while (!seen.pass && mayChange(seen.journey, sandbox) && !(await events.next()).done) seen = await look();
  await events.return?.();
  return seen;
}

async function rest(sandbox: Sandbox, timeout: number): Promise<void> {
  await sandbox.idle({ timeout }).catch((error: unknown) => {
    // Then it is judged as it is.
    if (!(error instanceof WaitTimeoutError)) throw error;
  });
}

/** Once nothing is in flight: a host elsewhere may still give mail back, and a real clock goes on. */
function mayChange(journey: Journey, { clock }: Sandbox): boolean {
  const isOpen = journey.verdict === "pending" || journey.recall === "pending";
  return clock === "real" ? isOpen : journey.recipients.some(({ state }) => state === "away");
}

function messageOf(received: unknown): Message {
  const subject = received as Partial<Message> & Partial<Recall>;
  const message = subject?.message ?? subject;
  if (typeof message === "object" && message !== null && "sandbox" in message) return message as Message;
  throw new TypeError(
    "This matcher takes what sandbox.send(), deliver(), message() or recall() resolved to. Is an await missing?",
  );
}
