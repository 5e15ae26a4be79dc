// What a reader has seen so far, as a table.

import { html } from "./html.js";

// A row has a `label`, and `cells` whose text is undefined until the reader has seen it.
export const SeenTable = ({ caption, head, rows, unseen }) => html`
  <table>
    <caption>${caption}</caption>
    <thead><tr>${head.map((text) => html`<th scope="col">${text}</th>`)}</tr></thead>
    <tbody>${rows.map(({ label, cells }) => html`
      <tr>
        <th scope="row">${label}</th>
        ${cells.map((text) => html`<td class=${text ? "" : unseen}>${text ?? "not yet"}</td>`)}
      </tr>`)}
    </tbody>
  </table>`;
