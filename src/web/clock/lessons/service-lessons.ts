// Lessons that the service itself gives: how it was in another year.
import type { Lesson } from "./lesson.ts";

const LEVEL = "2023-04";

const serviceOf2023: Lesson = {
  ...{ id: "service-2023", title: "The service of April 2023", effect: "breaks" },
  sentences: [
    "Only classic Outlook makes recall requests, and the service finds the original by its search key alone, which only winmail.dat carries.",
    "Recall as classic Outlook: the request comes back from the smart host as ordinary mail; with rich text always for your own domain it works again, though the report says “outside”.",
  ],
  isOn: ({ service }) => latest(service) === LEVEL && service.configured !== LEVEL,
  whyNot: ({ service }) => (service.configured === LEVEL ? "The configuration file has it so already." : undefined),
  apply: () => [{ method: "PUT", path: "/api/service", body: { level: LEVEL } }],
  takeBack: () => [{ method: "DELETE", path: "/api/service" }],
};

const latest = ({ level, pending }: { readonly level: string; readonly pending: string | null }) => pending ?? level;

export const SERVICE_LESSONS: readonly Lesson[] = [serviceOf2023];
