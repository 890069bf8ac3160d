import type { Case } from "../case.ts";

export const PACK_CASES: readonly Case[] = [];
