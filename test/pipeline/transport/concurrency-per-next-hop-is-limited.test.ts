import { expect, it } from "vitest";
import { sandbox, submitWithoutWaiting, tenant } from "../../support/sandbox.ts";
import { foreignHost, gate } from "../../support/transport.ts";

it("no more connections than maxConcurrencyPerNextHop; one slow hop does not hold up another", async () => {
  const held = gate();
  let atOnce = 0;
  let most = 0;
  const slow = await foreignHost({
    async onMessage() {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await held.opened;
      atOnce -= 1;
      return undefined;
    },
  });
  const quick = await foreignHost();
  const connector = (name: string, smartHosts: string) => ({
    name,
    recipientDomains: [`${name}.example`],
    useMxRecord: false,
    smartHosts,
  });
  const on = await sandbox({
    config: tenant({
      outboundConnectors: [connector("slow", slow.address), connector("quick", quick.address)],
      clock: { foreignQuiet: "0s" },
      transport: { maxConcurrencyPerNextHop: 3 },
    }),
  });
  for (let index = 0; index < 8; index += 1) {
    await submitWithoutWaiting(on, { to: "a@slow.example", subject: `${index}` });
  }
  await submitWithoutWaiting(on, { to: "a@quick.example" });

  await expect.poll(() => quick.taken.length).toBe(1);
  await expect.poll(() => atOnce).toBe(3);
  held.open();
  await on.idle();

  expect(slow.taken).toHaveLength(8);
  expect(most).toBe(3);
});
