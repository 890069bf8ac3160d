import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sandbox, submit, tenant } from "../../support/sandbox.ts";

// Seen: a checkout was removed under its running sandbox; /readyz answered 500, and a 250 promised what no disk had.
it("readiness says so, mail is refused for now, and metrics still answer", async () => {
  const data = join(mkdtempSync(join(tmpdir(), "gone-")), "data");
  const on = await sandbox({ config: tenant(), data });
  rmSync(data, { recursive: true });

  const ready = await fetch(`${on.url}/readyz`);
  expect(ready.status).toBe(503);
  const { checks } = (await ready.json()) as { checks: { name: string; reason?: string }[] };
  expect(checks.find(({ name }) => name === "disk")?.reason).toContain("is gone, and mail is refused");
  await expect(submit(on)).rejects.toThrow(/452 4\.3\.1/);
  expect((await fetch(`${on.url}/metrics`)).status).toBe(200);
});
