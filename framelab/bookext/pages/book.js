// What every page of the book runs, in one classic script: a page on disk can load no other.

import "./popovers/moved_places.js";
import "./popovers/popovers.js";
import { awaitSearch } from "./find/open.js";
import { showFound } from "./find/marks.js";
import { beginToRemember } from "./memory/begin.js";

beginToRemember();
awaitSearch();
showFound();
