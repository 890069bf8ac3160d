// Certificates: the data folder's own, and the authorities that connectors name.
import { createPrivateKey, X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Finding, messageOf, ok, type Patient, problem, warning } from "./finding.ts";

const DAY_MS = 86_400_000;
const SOON_DAYS = 30;

export function checkCertificates({ configuration, data }: Patient, now = Date.now()): Finding[] {
  const tls = join(data, "tls");
  const own = existsSync(join(tls, "ca.pem"))
    ? ["ca", "server", "smart-host"].flatMap((name) => checkOwn(tls, name, now))
    : [ok("certificates", "made at the first start")];
  const { inboundConnectors = [], outboundConnectors = [] } = configuration?.organization ?? {};
  const named = [...inboundConnectors, ...outboundConnectors].flatMap(({ name, caFile, enabled }) =>
    caFile === undefined || !enabled ? [] : [checkFile(`authority of "${name}"`, caFile, now)],
  );
  return [...own, ...named];
}

/** Leaves are made anew by themselves; the authority is not, as certificates given to others depend on it. */
function checkOwn(tls: string, name: string, now: number): Finding[] {
  const check = `certificate ${name}`;
  const [file, keyFile] = [join(tls, `${name}.pem`), join(tls, `${name}.key`)];
  const isAuthority = name === "ca";
  if (!existsSync(file)) return [];
  const anew = isAuthority
    ? `Put the two files of the authority back from a copy, or move ${tls} away: then all certificates are new, and those issued before stop working.`
    : "The next start makes it anew.";
  try {
    const certificate = new X509Certificate(readFileSync(file));
    if (!certificate.checkPrivateKey(createPrivateKey(readFileSync(keyFile))))
      throw new Error(`${keyFile} is not its key`);
    const { days, problemSeen } = validity(certificate, now);
    if (problemSeen && !isAuthority) return [warning(check, problemSeen, anew)];
    if (problemSeen)
      return [
        problem(
          check,
          problemSeen,
          "Set the clock of the machine; an authority that is over is made anew at the next start.",
        ),
      ];
    if (days >= SOON_DAYS) return [ok(check, describe(certificate))];
    const advice = isAuthority
      ? "The next start makes a new one, and certificates issued before stop working: issue them anew."
      : anew;
    return [warning(check, `ends in ${days} days`, advice)];
  } catch (error) {
    const [seen, make] = [`${file} can't be used: ${messageOf(error)}`, isAuthority ? problem : warning];
    return [make(check, seen, anew)];
  }
}

function checkFile(check: string, file: string, now: number): Finding {
  try {
    const certificate = new X509Certificate(readFileSync(file));
    const { days, problemSeen } = validity(certificate, now);
    if (problemSeen) return problem(check, `${file} ${problemSeen}`, "Ask its owner for the new one.");
    const seen = describe(certificate);
    return days < SOON_DAYS ? warning(check, seen, "It ends soon: ask its owner for the next one.") : ok(check, seen);
  } catch (error) {
    return problem(check, `${file} is no certificate: ${messageOf(error)}`, "Name a PEM file as caFile.");
  }
}

function validity(certificate: X509Certificate, now: number): { days: number; problemSeen?: string } {
  const [from, to] = [certificate.validFromDate.getTime(), certificate.validToDate.getTime()];
  const days = Math.floor((to - now) / DAY_MS);
  if (now > to) return { days, problemSeen: `ended on ${isoDay(to)}` };
  if (now < from) return { days, problemSeen: `begins on ${isoDay(from)} only` };
  return { days };
}

function describe({ subjectAltName, subject, validToDate }: X509Certificate): string {
  const names = subjectAltName?.replaceAll(/(?:DNS|IP Address):/g, "") ?? subject.split("\n").join(", ");
  return `${names}; until ${isoDay(validToDate.getTime())}`;
}

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);
