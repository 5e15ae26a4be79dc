// An article as a row of blocks, one a paragraph, each as wide as its words: see strip.py.

import { html } from "./html.js";

// `fills` has the fill of each issue by its letter. `lit` holds the paragraphs that have their color; without it all have. `said` is what the picture
// shows, in a sentence; a picture that is hidden from screen readers needs none.
export const Strip = ({ strip, fills, lit = null, said }) => html`
  <span class="strip" role=${said && "img"} aria-label=${said} data-article=${strip.article}
      style=${`--share: ${strip.words / (strip.longest || 1)}`}>
    ${strip.blocks.map(([paragraph, words, letter]) => html`
      <span key=${paragraph} data-paragraph=${paragraph}
        class=${lit && !lit.has(paragraph) ? "strip-block strip-unlit" : "strip-block"}
        style=${`flex-grow: ${words}; --fill: ${fills[letter]}`}></span>`)}
  </span>`;

// What the fills of strips stand for, by the letters of the issues, and what the gray stands for.
export const Key = ({ entries, unlit = "" }) => html`
  <p class="strips-key">
    ${entries.map(({ mark, label, fill }) => html`
      <span><span class="strip-block" style=${`--fill: ${fill}`}></span><b>${mark}</b> ${label}</span>`)}
    ${unlit && html`<span><span class="strip-block strip-unlit"></span>${unlit}</span>`}
  </p>`;
