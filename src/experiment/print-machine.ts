import { root } from "../report/environment";
import { describeMachine } from "./machine";

/** Stdout: what a run on this machine is made with, for the Python program that executes it. */
console.log(JSON.stringify(describeMachine(root)));
