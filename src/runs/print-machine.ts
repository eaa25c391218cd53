import { checkout } from "../files/checkout";
import { describeMachine } from "./machine";

/** Prints this machine's part of `environment.json`, for the Python program that executes a run. */
console.log(JSON.stringify(describeMachine(checkout)));
