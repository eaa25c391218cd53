import { WatchPage } from "./watch/watch-page";

/* The program of the page that follows runs. */

const region = document.querySelector<HTMLElement>('[data-live="watch"]');
if (region) new WatchPage(region, location.search);
