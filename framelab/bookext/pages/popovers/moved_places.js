// Addresses of places that have moved to other pages lead on to these: see paragraphs.py.

import { placeIn } from "../shared/place.js";

const data = document.getElementById("moved-places");

const follow = () => {
  const place = placeIn(location.hash);
  if (!place || document.getElementById(place)) return;
  const moved = JSON.parse(data.textContent).find(({ places }) => places.includes(place));
  // In the place of this page, so that the way back leads to where the reader came from.
  if (moved) location.replace(`${moved.page}#${place}`);
};

if (data) {
  follow();
  addEventListener("hashchange", follow);
}
