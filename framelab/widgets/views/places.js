// Places in the articles, by their id: a paragraph, a quotation.

import { html } from "./html.js";
import { Link } from "./controls.js";

// The address of a place: here, or on the page `pages`; "" where the place is nowhere.
export const addressOf = (place, pages) => {
  if (!place) return "";
  if (document.getElementById(place)) return `#${place}`;
  return pages ? `${pages}#${place}` : "";
};

// Words that lead to their place, or to an address; words alone where there is none.
export const Place = ({ place, pages, href = addressOf(place, pages), children }) =>
  (href ? html`<${Link} href=${href}>${children}<//>` : children);

// A way to a place, in a line of its own; nothing where the place is nowhere.
export const WayTo = ({ place, pages, children }) => {
  const href = addressOf(place, pages);
  return href ? html`<p><${Link} href=${href}>${children}<//></p>` : null;
};
