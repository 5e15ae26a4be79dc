// Stands for Preact and htm in the front ends that a page has: ../widget_views.js brings both.

const { htm, ...preact } = window.framelabViews;

export default htm;
export const {
  h, render, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState,
} = preact;
