// Settings that a type alone can't judge, or that need one another.
import { isIP } from "node:net";
import { isDomain } from "../address.ts";
import { isLoopback, isRange, parseHostPort } from "../destinations.ts";
import type { Draft } from "../draft.ts";
import { at } from "../located.ts";
import { DEFAULT_NAME, isDefault } from "../remote-domain.ts";
import { SETTING_NAMES, type SettingName, settingDeclaration } from "../settings.ts";
import { type Check, type Report, refuseTwice } from "./check.ts";
import { acceptedDomainsOf } from "./recipients.ts";

export const checkSettings: Check = (draft, report) => {
  const { settings } = draft;
  const problem = (name: SettingName, message: string, ...rest: number[]) =>
    report([...name.split("."), ...rest], message);

  const name = settings["organization.name"];
  if (!isDomain(name)) problem("organization.name", `must be a domain such as contoso.com, not \`${name}\``);
  else if (
    !acceptedDomainsOf(draft).some((accepted) => accepted.domainName === name.toLowerCase()) &&
    !draft.refused.has(name)
  ) {
    report(["acceptedDomains"], `must list ${name}, the organization's name`);
  }
  const hostname = settings["organization.hostname"];
  if (hostname !== null && !isDomain(hostname))
    problem("organization.hostname", `must be a host name, not \`${hostname}\``);
  const tenantId = settings["organization.tenantId"];
  if (tenantId !== null && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(tenantId)) {
    problem("organization.tenantId", "must be a GUID such as 8c1b4d2e-0f37-4a5c-9d11-6f2a3b4c5d6e");
  }
  // Set-OrganizationConfig refuses the one without the other.
  const readOnly = "organizationConfig.messageRecallAlertRecipientsReadMessagesOnlyEnabled";
  if (settings[readOnly] && !settings["organizationConfig.messageRecallAlertRecipientsEnabled"]) {
    problem(readOnly, "needs messageRecallAlertRecipientsEnabled: true");
  }
  if (settings["transport.delayNotification"] > settings["transport.expiration"]) {
    problem("transport.delayNotification", "must not be longer than transport.expiration");
  }
  if (isIP(settings["listeners.host"]) === 0 && settings["listeners.host"] !== "localhost") {
    problem("listeners.host", "must be an address of this machine, such as 127.0.0.1");
  }
  checkExposure(settings, problem);
  for (const [index, entry] of settings["http.hostNames"].entries()) {
    if (parseHostPort(entry) === undefined)
      problem("http.hostNames", `must be a host name, with :port to allow only that, not \`${entry}\``, index);
  }
  for (const [index, entry] of settings.allowedDestinations.entries()) {
    if (parseHostPort(entry) === undefined)
      problem("allowedDestinations", "must be a host or address, with :port to allow only that", index);
  }
  for (const list of ["listeners.xclientFrom", "listeners.proxyFrom"] as const) {
    for (const [index, entry] of settings[list].entries()) {
      if (!isRange(entry)) problem(list, `must be an address or a range such as 10.0.0.0/24, not \`${entry}\``, index);
    }
  }
  refuseSharedPorts(draft, report);
  refuseTwice(draft.acceptedDomains, "domainName", report);
  refuseTwice(draft.remoteDomains, "domainName", report);
  refuseTwice(draft.remoteDomains, "name", report);
  for (const { path, value } of draft.remoteDomains) {
    if (isDefault(value) !== (value.name.toLowerCase() === DEFAULT_NAME.toLowerCase()))
      report([...path, "name"], `must be ${DEFAULT_NAME} for "*", and only for that`);
  }
};

/** Of RFC 6750 §2.1; long enough not to be guessed. */
const TOKEN = /^[\w.~+/-]{16,}=*$/;

function checkExposure(settings: Draft["settings"], problem: (name: SettingName, message: string) => void): void {
  const host = settings["listeners.host"];
  const token = settings["http.token"];
  if (token !== null && !TOKEN.test(token)) {
    problem(
      "http.token",
      "must have at least 16 characters, letters, digits and -._~+/ only; `up --token` makes one, or `openssl rand -hex 32`",
    );
  }
  if (token !== null || isLoopback(host) || isIP(host) === 0) return;
  problem(
    "listeners.host",
    `${host} is not an address of loopback: whoever reaches it could read all mail, change every setting and move the clock over HTTP. ` +
      "That needs a token: add --token, which makes one and prints it, or --token-file FILE, or set http.token",
  );
}

function refuseSharedPorts({ tree, settings }: Draft, report: Report): void {
  const taken = new Map<unknown, string>();
  const isWritten = (name: SettingName) => (at(tree, name.split(".")) === undefined ? 0 : 1);
  const ports = SETTING_NAMES.filter((name) => ["port", "optionalPort"].includes(settingDeclaration(name).type));
  // Defaults first: the port that somebody wrote is the one to change.
  for (const name of ports.toSorted((a, b) => isWritten(a) - isWritten(b))) {
    const port = settings[name];
    if (port === 0 || port === null) continue;
    const before = taken.get(port);
    if (before === undefined) taken.set(port, name);
    else report(name.split("."), `${port} is the port of ${before} already; 0 picks a free one`);
  }
}
