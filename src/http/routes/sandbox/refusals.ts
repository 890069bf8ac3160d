// /api/refusals: mail that the tenant refused at its door, and what was said.
import { REFUSAL_PHASES, REFUSING_LISTENERS, type Refusal } from "../../../transport/receive/refusals.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { instant, limit } from "./shared.ts";

const refusal = z
  .object({
    id: z.int().describe("greater with each refusal"),
    at: instant,
    listener: z.enum(REFUSING_LISTENERS),
    phase: z.enum(REFUSAL_PHASES).describe("what the reply answered"),
    peer: z.string().describe("host:port of the client"),
    helo: z.string(),
    tls: z.string().nullable(),
    certificate: z.object({ names: z.array(z.string()), trusted: z.boolean() }).nullable(),
    user: z.string().nullable().describe("who had signed in"),
    from: z.string().describe("P1 sender"),
    to: z.array(z.string()).describe("P1 recipients, the first hundred; where one of them was refused, that one alone"),
    messageId: z.string().describe("known at the end of a message only, else empty"),
    reply: z.string(),
    transcript: z.array(z.string()),
  })
  .openapi("Refusal", { description: "One reply of 4xx or 5xx of a listener of the tenant." });

export function addRefusals(api: Api, { refusals }: Pick<HttpServices, "refusals">): void {
  api.add(
    {
      id: "listRefusals",
      method: "get",
      path: "/refusals",
      group: "messages",
      summary:
        "What the tenant's listeners refused, newest first: mail of which no trace tells, because it never came in",
      description:
        "The newest 200 since the start or the last reset are kept. Events `refusal` of /api/events tell of each as it happens.",
      query: {
        listener: z.enum(REFUSING_LISTENERS).optional().describe("where"),
        to: z.string().max(1000).optional().describe("a P1 recipient, in any case"),
        limit: limit(50, 200),
      },
      answer: z.object({ refusals: z.array(refusal) }),
    },
    ({ query: { listener, to, limit: most } }) => {
      const found = refusals
        .list()
        .filter((one) => listener === undefined || one.listener === listener)
        .filter((one) => to === undefined || one.to.some((address) => address.toLowerCase() === to.toLowerCase()));
      return { refusals: found.slice(0, most).map(describe) };
    },
  );
}

function describe({ at, certificate, ...told }: Refusal): z.input<typeof refusal> {
  return {
    ...told,
    at: new Date(at).toISOString(),
    to: [...told.to],
    transcript: [...told.transcript],
    certificate: certificate && { ...certificate, names: [...certificate.names] },
  };
}
