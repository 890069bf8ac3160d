// A message as the answer to what was done with it.
import type { Context } from "hono";
import type { Mailbox } from "../../../organization/organization.ts";
import type { HttpServices } from "../../services.ts";
import { type GraphVersion, odataContext } from "./graph-context.ts";
import { itemNotFound } from "./graph-error.ts";
import { messageShape, showMessage } from "./message-view.ts";

export async function answerMessage(
  c: Context,
  services: HttpServices,
  version: GraphVersion,
  mailbox: Mailbox,
  id: number,
  status: 200 | 201,
): Promise<Response> {
  // A recall may have taken it meanwhile.
  const item = await services.mailboxes.get(mailbox.address, id);
  if (!item) throw itemNotFound();
  const context = odataContext(c, version, mailbox, "messages/$entity");
  const shown = await showMessage(
    services.mailboxes,
    item,
    messageShape(c, {}, "one", services.configurations.current()),
  );
  return c.json({ "@odata.context": context, ...shown }, status);
}
