// Lists of named things, and the field that tells their entries apart, whatever the case.
export const IDENTITY: Readonly<Record<string, string>> = {
  acceptedDomains: "domainName",
  remoteDomains: "domainName",
  mailboxes: "address",
  groups: "address",
  contacts: "address",
  inboundConnectors: "name",
  outboundConnectors: "name",
  transportRules: "name",
  journalRules: "name",
};
