// What a reader has seen so far, as a table.

import { html } from "./html.js";

// A row has a `label`, and `cells` whose text is undefined until the reader has seen it. Where a
// style lays the table out as a list, the roles keep the table a table, and each cell has the
// heading of its column at hand.
export const SeenTable = ({ caption, head, rows, unseen }) => html`
  <table role="table">
    <caption>${caption}</caption>
    <thead><tr>${head.map((text) => html`<th scope="col">${text}</th>`)}</tr></thead>
    <tbody>${rows.map(({ label, cells }) => html`
      <tr role="row">
        <th scope="row" role="rowheader">${label}</th>
        ${cells.map((text, k) => html`
          <td role="cell" data-heading=${head[k + 1]} class=${text ? "" : unseen}>${text ?? "not yet"}</td>`)}
      </tr>`)}
    </tbody>
  </table>`;
