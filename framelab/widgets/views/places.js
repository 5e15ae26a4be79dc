// Places in the articles, by their id: a paragraph, a quotation.

import { html } from "./html.js";
import { Link } from "./controls.js";

// The address of a place: here, or on the page `pages`, where {article} stands for the article of
// the place; "" where the place is nowhere. The id of a paragraph begins with its article.
export const addressOf = (place, pages, article = place?.replace(/-\d+$/, "")) => {
  if (!place) return "";
  if (document.getElementById(place)) return `#${place}`;
  return pages ? `${pages.replace("{article}", article)}#${place}` : "";
};

// Words that lead to their place, or to an address; words alone where there is none.
export const Place = ({ place, pages, article, href = addressOf(place, pages, article), children }) =>
  (href ? html`<${Link} href=${href}>${children}<//>` : children);

// A way to a paragraph, in a line of its own; nothing where the paragraph is nowhere.
export const WayTo = ({ place, pages, children }) => {
  const href = addressOf(place, pages);
  return href ? html`<p><${Link} href=${href}>${children}<//></p>` : null;
};
