// From what is right under each setting of the tenant to the name that is published.
import { TENANT_SETTINGS, type TenantSetting, VERDICTS, type VerdictName } from "../run.ts";

export function nameOf(isRight: (tenant: TenantSetting) => boolean): VerdictName {
  const [byDefault, richText, exemption, both] = TENANT_SETTINGS.map(isRight);
  if (byDefault) return "Transparent";
  if (richText && exemption) return "With rich text or exemption";
  if (richText) return "With rich text";
  if (exemption) return "With exemption";
  return both ? "With rich text and exemption" : "Not compatible";
}

export const rankOf = (name: VerdictName): number => VERDICTS.indexOf(name);
