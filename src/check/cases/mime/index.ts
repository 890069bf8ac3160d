import type { Case } from "../case.ts";
import { aFileAloneArrives } from "./a-file-alone-arrives.ts";
import { addressesStayWhatTheyAre } from "./addresses-stay-what-they-are.ts";
import { alternativesStayTogether } from "./alternatives-stay-together.ts";
import { anEmptyBodyStaysEmpty } from "./an-empty-body-stays-empty.ts";
import { asciiTextArrives } from "./ascii-text-arrives.ts";
import { binaryFilesArrive } from "./binary-files-arrive.ts";
import { calendarsKeepTheirBytes } from "./calendars-keep-their-bytes.ts";
import { dkimSignaturesStayValid } from "./dkim-signatures-stay-valid.ts";
import { eastAsianCharsetsArrive } from "./east-asian-charsets-arrive.ts";
import { eightBitFieldsArrive } from "./eight-bit-fields-arrive.ts";
import { fileNamesArrive } from "./file-names-arrive.ts";
import { flowedTextKeepsItsBlanks } from "./flowed-text-keeps-its-blanks.ts";
import { flowedTextWithDelspArrives } from "./flowed-text-with-delsp-arrives.ts";
import { forwardedMessagesKeepTheirBytes } from "./forwarded-messages-keep-their-bytes.ts";
import { forwardedMessagesSayTheSame } from "./forwarded-messages-say-the-same.ts";
import { htmlArrives } from "./html-arrives.ts";
import { inlineImagesStayInPlace } from "./inline-images-stay-in-place.ts";
import { longFieldsAreOnlyRefolded } from "./long-fields-are-only-refolded.ts";
import { longUtf8LinesStayWhole } from "./long-utf-8-lines-stay-whole.ts";
import { nestedPartsArrive } from "./nested-parts-arrive.ts";
import { pgpEncryptionArrives } from "./pgp-encryption-arrives.ts";
import { pgpSignaturesStayValid } from "./pgp-signatures-stay-valid.ts";
import { repeatedFieldsAreAllKept } from "./repeated-fields-are-all-kept.ts";
import { reportsKeepTheirMachineParts } from "./reports-keep-their-machine-parts.ts";
import { smimeEncryptionArrives } from "./smime-encryption-arrives.ts";
import { smimeSignaturesStayValid } from "./smime-signatures-stay-valid.ts";
import { subjectsReadTheSame } from "./subjects-read-the-same.ts";
import { textFilesKeepTheirBytes } from "./text-files-keep-their-bytes.ts";
import { unknownFieldsAreKept } from "./unknown-fields-are-kept.ts";
import { utf8Arrives } from "./utf-8-arrives.ts";
import { westernCharsetsArrive } from "./western-charsets-arrive.ts";

export const MIME_CASES: readonly Case[] = [
  asciiTextArrives,
  flowedTextKeepsItsBlanks,
  flowedTextWithDelspArrives,
  htmlArrives,
  alternativesStayTogether,
  binaryFilesArrive,
  inlineImagesStayInPlace,
  nestedPartsArrive,
  textFilesKeepTheirBytes,
  fileNamesArrive,
  aFileAloneArrives,
  anEmptyBodyStaysEmpty,
  smimeSignaturesStayValid,
  pgpSignaturesStayValid,
  smimeEncryptionArrives,
  pgpEncryptionArrives,
  forwardedMessagesSayTheSame,
  forwardedMessagesKeepTheirBytes,
  utf8Arrives,
  longUtf8LinesStayWhole,
  westernCharsetsArrive,
  eastAsianCharsetsArrive,
  subjectsReadTheSame,
  longFieldsAreOnlyRefolded,
  addressesStayWhatTheyAre,
  repeatedFieldsAreAllKept,
  unknownFieldsAreKept,
  calendarsKeepTheirBytes,
  reportsKeepTheirMachineParts,
  eightBitFieldsArrive,
  dkimSignaturesStayValid,
];
