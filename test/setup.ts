// Runs before each file of tests.
import { afterEach } from "vitest";
import { undoAll } from "./support/after-each-test.ts";

afterEach(undoAll);
