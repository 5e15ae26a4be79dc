// Ticks behind the links to chapters that were read: in the menu, and in every list of the class
// `shows-read`. The style is made before the page is first drawn, so that no tick comes late.
// `head.js`, which stands in each page, imports this file and should stay small.

const STYLE = "framelab-ticks";

// A page's name as the book's folder has it, such as `book/two_issues`.
export const pageName = () => {
  const { pathname } = new URL(document.documentElement.dataset.content_root, location.href);
  return decodeURI(location.pathname.slice(pathname.length)).replace(/\.html$/, "");
};

// The address of a page as a link on another page has it: both names as the book's folder has them.
const addressFrom = (here, page) => {
  const [from, to] = [here.split("/").slice(0, -1), page.split("/")];
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1;
  return encodeURI(`${"../".repeat(from.length - shared)}${to.slice(shared).join("/")}.html`);
};

export const showTicks = (read) => {
  let style = document.getElementById(STYLE);
  if (!style) {
    style = document.createElement("style");
    style.id = STYLE;
    document.head.append(style);
  }
  const here = pageName();
  const links = Object.keys(read).flatMap((page) =>
    [`[href=${JSON.stringify(addressFrom(here, page))}]`, ...(page === here ? ["[href='#']"] : [])]);
  style.textContent = !links.length ? "" :
    `:is(.bd-links,.shows-read) a:is(${links})::after{content:"\u2002✓";content:"\u2002✓" / " (read)"}`;
};
