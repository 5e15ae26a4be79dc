// The keyboard, led to what an event brings: that is on the page only after the next drawing.

import { useLayoutEffect, useRef } from "./html.js";

// Gives a ref for the element within which to look, and a function that takes a selector: the next
// drawing of the component puts the keyboard there.
export const useFocus = () => {
  const within = useRef();
  const wanted = useRef("");
  useLayoutEffect(() => {
    if (!wanted.current) return;
    within.current.querySelector(wanted.current)?.focus();
    wanted.current = "";
  });
  return [within, (selector) => {
    wanted.current = selector;
  }];
};
