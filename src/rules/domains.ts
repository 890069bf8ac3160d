// Domains as rules compare them: the domain itself and all below it. New-TransportRule -SenderDomainIs
import { domainOf } from "../mime/address.ts";

export function isInDomain(address: string, domains: readonly string[]): boolean {
  const domain = domainOf(address);
  return domains.some((wanted) => {
    const lower = wanted.toLowerCase();
    return domain === lower || domain.endsWith(`.${lower}`);
  });
}
