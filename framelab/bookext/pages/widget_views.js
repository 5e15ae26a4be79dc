// What the front ends of all widgets are drawn with: once for the book, in place of once a widget.

import { h, render } from "preact";
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import htm from "htm";

window.framelabViews = {
  h, htm, render, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState,
};
