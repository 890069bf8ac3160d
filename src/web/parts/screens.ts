// The screens, as the bar, the palette and the shortcuts name them.
export const SCREENS = [
  { path: "/", name: "Journeys", keys: "g j", about: "every message, and what became of it" },
  { path: "/recall-desk", name: "Recall desk", keys: "g r", about: "send, recall, and watch the mailboxes" },
  { path: "/mail-flow", name: "Mail flow", keys: "g m", about: "rules, connectors, remote domains, settings" },
  { path: "/trace", name: "Trace", keys: "g t", about: "message trace, as the admin centre shows it" },
  { path: "/check", name: "Check", keys: "g c", about: "does recall survive a smart host" },
  { path: "/clock", name: "Clock and reset", keys: "g k", about: "move time on, faults, presets as lessons" },
] as const;
