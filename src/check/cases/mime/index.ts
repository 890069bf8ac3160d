import type { Case } from "../case.ts";
import { alternativesStayTogether } from "./alternatives-stay-together.ts";
import { asciiTextArrives } from "./ascii-text-arrives.ts";
import { binaryFilesArrive } from "./binary-files-arrive.ts";
import { flowedTextKeepsItsBlanks } from "./flowed-text-keeps-its-blanks.ts";
import { flowedTextWithDelspArrives } from "./flowed-text-with-delsp-arrives.ts";
import { htmlArrives } from "./html-arrives.ts";
import { inlineImagesStayInPlace } from "./inline-images-stay-in-place.ts";
import { nestedPartsArrive } from "./nested-parts-arrive.ts";

export const MIME_CASES: readonly Case[] = [
  asciiTextArrives,
  flowedTextKeepsItsBlanks,
  flowedTextWithDelspArrives,
  htmlArrives,
  alternativesStayTogether,
  binaryFilesArrive,
  inlineImagesStayInPlace,
  nestedPartsArrive,
];
