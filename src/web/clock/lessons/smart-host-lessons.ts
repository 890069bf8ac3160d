// Lessons that the built-in smart host gives: another preset, from the next message on.
import type { SmartHost } from "../../api/answers.ts";
import type { Effect, Lesson } from "./lesson.ts";

type Preset = SmartHost["preset"];

function smartHostLesson(preset: Preset, title: string, effect: Effect, sentences: Lesson["sentences"]): Lesson {
  return {
    ...{ id: preset, title, effect, sentences },
    isOn: ({ smartHost }) => smartHost?.preset === preset && smartHost.configured !== preset,
    whyNot({ smartHost }) {
      if (!smartHost) return "The built-in smart host does not run here (smartHost.enabled).";
      return smartHost.configured === preset ? "The configuration file has it so already." : undefined;
    },
    apply: () => [{ method: "PUT", path: "/api/smart-host", body: { preset } }],
    takeBack: () => [{ method: "DELETE", path: "/api/smart-host" }],
  };
}

export const SMART_HOST_LESSONS: readonly Lesson[] = [
  smartHostLesson("strips-exchange-headers", "Strip X-MS-Exchange-… headers", "breaks", [
    "The smart host removes every X-MS-Exchange-… field, and with them the mark by which a recall request is known.",
    "The request arrives in Bob's Inbox as ordinary mail, the original stays, and the report gives no reason.",
  ]),
  smartHostLesson("rewrites-message-id", "Rewrite Message-IDs", "breaks", [
    "The smart host gives every message, requests too, a Message-ID of its own.",
    "The request names a message that nobody has: the recall waits its 24 hours and fails.",
  ]),
  smartHostLesson("drops-loop-header", "Drop the loop marker", "breaks", [
    "The smart host removes the field by which the routing rule knows mail that has come back.",
    "Mail goes out again and again until the hop count ends it with 5.4.14, and nobody gets anything.",
  ]),
  smartHostLesson("strip-tnef", "Strip winmail.dat", "harmless", [
    "The smart host removes winmail.dat, with all that classic Outlook says beyond MIME.",
    "Today's service knows original and request without it; at level 2023-04 this alone made recall fail.",
  ]),
  smartHostLesson("re-serialises", "Parse and write anew", "harmless", [
    "The smart host reads every message and writes it again, with other line breaks, boundaries and encodings.",
    "Recall works, for identifiers stay; signatures of S/MIME and DKIM break.",
  ]),
  smartHostLesson("transparent", "Change nothing", "harmless", [
    "The smart host hands mail back as it came, but for its own trace and the loop marker.",
    "This is what a recall needs, and what to compare all others with.",
  ]),
];
