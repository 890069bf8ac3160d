// Faults that one meets in practice, in words; the sandbox takes any other over /api/faults and on the command line.
import type { Fault } from "../../api/answers.ts";

type Parts = Pick<Fault, "hop" | "phase" | "action">;

export interface ReadyFault extends Parts {
  readonly id: string;
  readonly words: string;
}

const reply = (text: string) => ({ kind: "reply", reply: text }) as const;

export const READY_FAULTS: readonly ReadyFault[] = [
  {
    ...{ id: "down", words: "The smart host is down: no connection", hop: "outbound", phase: "connect" },
    action: { kind: "cut" },
  },
  {
    ...{ id: "busy", words: "The smart host says 451, come back later", hop: "smartHost", phase: "endOfData" },
    action: reply("451 4.7.1 Come back later"),
  },
  {
    ...{ id: "refuses", words: "The smart host refuses the message with 550", hop: "smartHost", phase: "endOfData" },
    action: reply("550 5.7.1 Message refused"),
  },
  {
    ...{ id: "loses", words: "The smart host accepts the message and loses it", hop: "smartHost", phase: "endOfData" },
    action: { kind: "lose" },
  },
  {
    ...{ id: "late", words: "The smart host hands it back an hour late", hop: "smartHost", phase: "handOver" },
    action: { kind: "late", ms: 3_600_000 },
  },
  {
    ...{ id: "twice", words: "The smart host hands it back twice", hop: "smartHost", phase: "handOver" },
    action: { kind: "duplicate" },
  },
  {
    ...{
      id: "certificate",
      words: "The smart host shows a certificate nobody trusts",
      hop: "smartHost",
      phase: "handOver",
    },
    action: { kind: "certificate", use: "untrusted" },
  },
  {
    ...{ id: "return-busy", words: "The tenant does not take it back: 451", hop: "return", phase: "endOfData" },
    action: reply("451 4.3.2 Please try again later"),
  },
  {
    ...{
      id: "return-deaf",
      words: "The tenant takes it, and its 250 is never heard",
      hop: "return",
      phase: "endOfData",
    },
    action: { kind: "lose" },
  },
  {
    ...{ id: "cut", words: "The connection ends in the middle of the message", hop: "outbound", phase: "body" },
    action: { kind: "cut", afterBytes: 1000 },
  },
];

export const SCHEDULES = {
  always: { words: "every time", when: undefined },
  once: { words: "the first time only", when: { times: 1 } },
  second: { words: "the second time only", when: { nth: 2 } },
  half: { words: "every second time", when: { every: 2 } },
  chance: { words: "by chance, one of five", when: { probability: 0.2, seed: 7 } },
} as const;
export type Schedule = keyof typeof SCHEDULES;

/** What POST /api/faults takes. */
export function newFault({ hop, phase, action }: Parts, schedule: Schedule, recipient: string): object {
  const { when } = SCHEDULES[schedule];
  const address = recipient.trim();
  return { hop, phase, action, ...(when && { when }), ...(address !== "" && { recipient: address }) };
}
