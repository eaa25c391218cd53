/** A script as it can stand in a page: nothing in it ends its element. */
export function inScript(code) {
  return code
    .replace(/<\/script/gi, "<\\/script")
    .replace(/<!--/g, "<\\!--")
    .trimEnd();
}
