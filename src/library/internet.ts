// What left for other domains, or for mailboxes on premises.
import type { Sandbox as Composed } from "../sandbox.ts";
import type { InternetMessage } from "./api.ts";
import { headersOf } from "./header-fields.ts";

export async function viewSink(sink: Composed["internet"]): Promise<readonly InternetMessage[]> {
  const messages = await sink.list();
  return Promise.all(
    messages.map(async ({ id, messageId, subject, sender, recipients }) => {
      const raw = (await sink.bytes(id)) ?? Buffer.alloc(0);
      return { messageId, subject, from: sender, recipients, headers: headersOf(raw), raw };
    }),
  );
}
