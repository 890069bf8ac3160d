import type { Case } from "../case.ts";
import { aLostConnectionLosesNothing } from "./a-lost-connection-loses-nothing.ts";
import { blindRecipientsStayBlind } from "./blind-recipients-stay-blind.ts";
import { commandsInTextStayText } from "./commands-in-text-stay-text.ts";
import { connectionsAreReused } from "./connections-are-reused.ts";
import { deferralsLoseNothing } from "./deferrals-lose-nothing.ts";
import { dotsArrive } from "./dots-arrive.ts";
import { dotsAtTheSeamsArrive } from "./dots-at-the-seams-arrive.ts";
import { dsnParametersPass } from "./dsn-parameters-pass.ts";
import { eightBitPasses } from "./eight-bit-passes.ts";
import { emptyBodiesPass } from "./empty-bodies-pass.ts";
import { envelopeSenderStays } from "./envelope-sender-stays.ts";
import { largeMessagesPass } from "./large-messages-pass.ts";
import { longLinesPass } from "./long-lines-pass.ts";
import { longerLinesPass } from "./longer-lines-pass.ts";
import { manyRecipientsArrive } from "./many-recipients-arrive.ts";
import { nothingIsSmuggled } from "./nothing-is-smuggled.ts";
import { nullSenderStays } from "./null-sender-stays.ts";
import { oneTransactionStaysOne } from "./one-transaction-stays-one.ts";
import { pipeliningWorks } from "./pipelining-works.ts";
import { recipientsStay } from "./recipients-stay.ts";
import { refusalsAreTold } from "./refusals-are-told.ts";
import { returnIsEncrypted } from "./return-is-encrypted.ts";
import { returnShowsACertificate } from "./return-shows-a-certificate.ts";
import { returnsAreAttributed } from "./returns-are-attributed.ts";
import { sizesAreAnnounced } from "./sizes-are-announced.ts";
import { traceIsAdded } from "./trace-is-added.ts";
import { utf8AddressesPass } from "./utf8-addresses-pass.ts";

export const WIRE_CASES: readonly Case[] = [
  dotsArrive,
  dotsAtTheSeamsArrive,
  longLinesPass,
  longerLinesPass,
  eightBitPasses,
  utf8AddressesPass,
  sizesAreAnnounced,
  pipeliningWorks,
  dsnParametersPass,
  nullSenderStays,
  envelopeSenderStays,
  manyRecipientsArrive,
  blindRecipientsStayBlind,
  recipientsStay,
  returnIsEncrypted,
  returnShowsACertificate,
  returnsAreAttributed,
  deferralsLoseNothing,
  refusalsAreTold,
  aLostConnectionLosesNothing,
  connectionsAreReused,
  nothingIsSmuggled,
  commandsInTextStayText,
  traceIsAdded,
  largeMessagesPass,
  emptyBodiesPass,
  oneTransactionStaysOne,
];
