/** What is folded is unfolded for print, since paper cannot be, and folded again after it. */
export function unfoldForPrint(): void {
  let unfolded: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll<HTMLDetailsElement>("main details:not([open])")];
    unfolded = unfolded.filter((details) => !details.closest("[data-live] > section > :not(.still)"));
    for (const details of unfolded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of unfolded) details.open = false;
    unfolded = [];
  });
}
