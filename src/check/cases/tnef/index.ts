import type { Case } from "../case.ts";
import { bytesStay } from "./bytes-stay.ts";
import { correlatorMatches } from "./correlator-matches.ts";
import { customClassStays } from "./custom-class-stays.ts";
import { formattedTextStays } from "./formatted-text-stays.ts";
import { hasAttachStays } from "./has-attach-stays.ts";
import { largeFilesInsideStay } from "./large-files-inside-stay.ts";
import { mediaTypeStays } from "./media-type-stays.ts";
import { meetingClassStays } from "./meeting-class-stays.ts";
import { messagesInsideStay } from "./messages-inside-stay.ts";
import { nameAndEncodingStay } from "./name-and-encoding-stay.ts";
import { namedPropertiesStay } from "./named-properties-stay.ts";
import { recallClassStays } from "./recall-class-stays.ts";
import { recipientsInsideStay } from "./recipients-inside-stay.ts";
import { searchKeyStays } from "./search-key-stays.ts";
import { textBesideStays } from "./text-beside-stays.ts";
import { winmailComesBack } from "./winmail-comes-back.ts";

export const TNEF_CASES: readonly Case[] = [
  winmailComesBack,
  bytesStay,
  mediaTypeStays,
  nameAndEncodingStay,
  correlatorMatches,
  recallClassStays,
  customClassStays,
  meetingClassStays,
  searchKeyStays,
  messagesInsideStay,
  largeFilesInsideStay,
  namedPropertiesStay,
  recipientsInsideStay,
  formattedTextStays,
  textBesideStays,
  hasAttachStays,
];
