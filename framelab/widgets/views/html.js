// Preact's elements in HTML's notation, and the hooks that the views use.

import { h } from "preact";
import htm from "htm";

export { render } from "preact";
export { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
export const html = htm.bind(h);
