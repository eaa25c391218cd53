import { readFileSync } from "node:fs";
import { declaredParameters } from "./parameters";

/** Prints the parameters that a cell on stdin declares, as JSON, for the program that executes a run. */
console.log(JSON.stringify(declaredParameters(readFileSync(0, "utf8"))));
