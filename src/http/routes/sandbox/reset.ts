// /api/reset: everything mail-like goes, the configuration is the file's again.
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";

const reset = z
  .strictObject({
    clock: z.boolean().default(false).openapi({ description: "take virtual time back to real time, too" }),
  })
  .openapi("Reset");

const resetReport = z
  .object({
    now: z.iso.datetime(),
    removedRows: z.int().openapi({ description: "of all tables" }),
    wasQuiet: z.boolean().openapi({ description: "nothing was in flight when it began" }),
  })
  .openapi("ResetReport");

export function addReset(api: Api, services: Pick<HttpServices, "reset" | "clock">): void {
  api.add(
    {
      id: "reset",
      method: "post",
      path: "/reset",
      group: "sandbox",
      summary: "Removes all mail, traces and recalls and takes the configuration back to the file",
      description:
        "Mailboxes, queues, trace, legs, recalls, journeys and the internet's mail are emptied, folders made anew, settings are the file's. Mail in flight has two seconds to arrive and goes with the rest; open SMTP transactions get 451. Listeners stay bound, and no id is given a second time.",
      body: reset,
      answer: resetReport,
    },
    async ({ body }) => {
      const report = await services.reset({ clock: body.clock });
      return { now: new Date(services.clock.now()).toISOString(), ...report };
    },
  );
}
