// RecipientDomainIs: the domain and all below it.
import { isInDomain } from "../domains.ts";
import { ofEachRecipient } from "../recipients.ts";

export const recipientDomainIs = ofEachRecipient((domains: readonly string[]) => domains, isInDomain);
