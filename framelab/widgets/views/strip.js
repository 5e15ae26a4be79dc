// An article as a row of blocks, one a paragraph, each as wide as its words: see strip.py.

import { html } from "./html.js";

// `lit` holds the paragraphs that have their color; without it all have. `said` is what the picture
// shows, in a sentence.
export const Strip = ({ strip, lit = null, said }) => html`
  <span class="strip" role="img" aria-label=${said} data-article=${strip.article}
      style=${`--share: ${strip.words / (strip.longest || 1)}`}>
    ${strip.blocks.map(({ paragraph, words, fill }) => html`
      <span key=${paragraph} data-paragraph=${paragraph}
        class=${lit && !lit.has(paragraph) ? "strip-block strip-unlit" : "strip-block"}
        style=${`flex-grow: ${words}; --fill: ${fill}`}></span>`)}
  </span>`;
