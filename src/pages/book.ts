import { isWorker } from "./background";
import { addCopyButtons } from "./book/copy-buttons";
import { foldContents, followPlace } from "./book/contents";
import { linkHeadings } from "./book/headings";
import { addSearch } from "./book/search";
import { unfoldForPrint } from "./book/print";

/* The program of every page: what makes a book of it. The page is complete without. */

if (!isWorker) {
  linkHeadings();
  addCopyButtons();
  foldContents();
  followPlace();
  unfoldForPrint();
  addSearch();
}
