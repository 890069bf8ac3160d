// A data folder that an older version kept: what its snapshots lack has its default, and is no difference to the file.
import { expect, it } from "vitest";
import { ConfigurationStore } from "../../../src/organization/configuration-store.ts";
import { loadConfiguration } from "../../../src/organization/load.ts";
import { createClock } from "../../../src/runtime/clock.ts";
import { database } from "../database/support.ts";

const { organization } = loadConfiguration({ mailboxes: [{ address: "alice@contoso.com" }] });

/** Started with what a folder kept: `organization` without these parts. */
async function startedWith(kept: object) {
  const db = database();
  await db.write((tx) =>
    tx.run(
      "INSERT INTO configuration_snapshot (effective_from, created_at, source, organization) VALUES (0, 0, 'file', $1)",
      [JSON.stringify(kept)],
    ),
  );
  const store = new ConfigurationStore(db, createClock());
  return { store, ...(await store.start(organization, { reset: false })) };
}

it("service.language, journal rules, recall across tenants and transport.quarantineRetention", async () => {
  const { journalRules: _, crossTenantRecall: __, ...kept } = organization;
  const { language: ___, ...service } = organization.service;
  const { quarantineRetentionMs: ____, ...transportConfig } = organization.transportConfig;
  const { store, differs } = await startedWith({ ...kept, service, transportConfig });
  expect(store.current()).toEqual(organization);
  expect(differs).toBe(false);
});

it("what the file says otherwise still is a difference", async () => {
  const { differs } = await startedWith({ ...organization, mailboxes: [] });
  expect(differs).toBe(true);
});
