// What left for other domains.
import type { Sandbox as Composed } from "../sandbox.ts";
import type { InternetMessage } from "./api.ts";
import { headersOf } from "./header-fields.ts";

export async function viewInternet({ internet }: Composed): Promise<readonly InternetMessage[]> {
  const messages = await internet.list();
  return Promise.all(
    messages.map(async ({ id, messageId, subject, sender, recipients }) => {
      const raw = (await internet.bytes(id)) ?? Buffer.alloc(0);
      return { messageId, subject, from: sender, recipients, headers: headersOf(raw), raw };
    }),
  );
}
