// The screens, as the bar, the palette and the shortcuts name them.
export const SCREENS = [
  { path: "/", name: "Journeys", keys: "g j", about: "every message, and what became of it" },
  { path: "/recall-desk", name: "Recall desk", keys: "g d", about: "send, recall, and see it in every mailbox" },
  { path: "/mail-flow", name: "Mail flow", keys: "g m", about: "rules, connectors, remote domains, settings" },
  { path: "/trace", name: "Trace", keys: "g t", about: "what became of each message, as the admin centre has it" },
  { path: "/check", name: "Check", keys: "g c", about: "does recall survive this smart host" },
  { path: "/clock", name: "Clock and reset", keys: "g k", about: "move time on, break recall on purpose, begin anew" },
] as const;

/** Not in the bar. */
export const FURTHER = [
  { path: "/refused", name: "Refused at the door", about: "mail that the tenant did not take" },
] as const;
