// What deadly-agent.ts and the test beside it have in common.
export const DEATH = 86;

export const config = {
  organization: { name: "contoso.com", defaultPassword: "secret" },
  mailboxes: [{ address: "alice@contoso.com" }, { address: "bob@contoso.com" }],
  smartHost: { enabled: false },
};
