// Rules in snapshots that an older version wrote: parameters that belong together were one object each.
import type { TransportRule } from "./organization.ts";

interface Before {
  readonly headerContains?: { readonly messageHeader: string; readonly words: readonly string[] };
  readonly headerMatches?: { readonly messageHeader: string; readonly patterns: readonly string[] };
  readonly setHeader?: { readonly name: string; readonly value: string };
  readonly rejectMessage?: { readonly reasonText: string; readonly enhancedStatusCode: string };
}

export function ruleOfBefore(rule: TransportRule): TransportRule {
  return {
    ...rule,
    conditions: flat(rule.conditions),
    exceptions: flat(rule.exceptions),
    actions: flat(rule.actions),
  };
}

function flat<T extends object>(part: T & Before): T {
  const { headerContains, headerMatches, setHeader, rejectMessage, ...rest } = part;
  return {
    ...rest,
    ...(headerContains && {
      headerContainsMessageHeader: headerContains.messageHeader,
      headerContainsWords: headerContains.words,
    }),
    ...(headerMatches && {
      headerMatchesMessageHeader: headerMatches.messageHeader,
      headerMatchesPatterns: headerMatches.patterns,
    }),
    ...(setHeader && { setHeaderName: setHeader.name, setHeaderValue: setHeader.value }),
    ...(rejectMessage && {
      rejectMessageReasonText: rejectMessage.reasonText,
      rejectMessageEnhancedStatusCode: rejectMessage.enhancedStatusCode,
    }),
  } as T;
}
