// The search itself comes when somebody turns to a search field: no first view waits for it.

import { fileAt } from "./files.js";

const FIELD = "form.bd-search input";

export const awaitSearch = () => {
  const load = () => {
    document.removeEventListener("focusin", hear);
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = fileAt("_static/search.css");
    const script = document.createElement("script");
    script.src = fileAt("_static/search.js");
    document.head.append(style, script);
  };
  const hear = ({ target }) => target.matches?.(FIELD) && load();
  document.addEventListener("focusin", hear);
  if (document.activeElement?.matches(FIELD) || document.querySelector(`article ${FIELD}`)) load();
};
