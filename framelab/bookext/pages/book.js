// What every page of the book runs, in one classic script: a page on disk can load no other.
import "./popovers/moved_places.js";
import "./popovers/popovers.js";
