import type { AllRuns } from "../comparison/all-runs";
import { RunsPage } from "./runs/runs-page";

/* The program of the page of all runs. */

const region = document.querySelector<HTMLElement>('[data-live="runs"]');
const data = document.querySelector("script[data-runs]")?.textContent;
if (region && data) new RunsPage(region, JSON.parse(data) as AllRuns);
