// The book's memory, on whichever page.

import { rememberChecks } from "./checks.js";
import { rememberReading } from "./reading.js";
import { rememberWidget } from "./widgets.js";

export const beginToRemember = () => {
  // `widget_host.js` comes after this script and looks for it.
  window.framelabMemory = { rememberWidget };
  rememberReading();
  rememberChecks();
};
