// The front end of coding_desk.py: its traits are what `model` gets and sets here.

import { Status } from "./views/ask_first.js";
import { Chooser } from "./views/coding/chooser.js";
import { deskOf, isKept, isTask } from "./views/coding/codebook.js";
import { Comparison } from "./views/coding/comparison.js";
import { Differences } from "./views/coding/differences.js";
import { Grid } from "./views/coding/grid.js";
import { HandIn, Questions } from "./views/coding/hand_in.js";
import { useKept } from "./views/coding/kept.js";
import { Paragraph, Task } from "./views/coding/passage.js";
import { Tools } from "./views/coding/tools.js";
import { useFocus } from "./views/focus.js";
import { html, useLayoutEffect, useMemo, useState } from "./views/html.js";
import { mount, setTraits, useTrait } from "./views/model.js";

// How two coders agree is computed in Python as well: tests compare the two.
export { krippendorffAlpha, observedAgreement, percent } from "./views/coding/agreement.js";

const Desk = ({ model, id }) => {
  const desk = useMemo(() => deskOf(model), [model]);
  const [selected, select] = useTrait(model, "selected");
  const [codes] = useTrait(model, "codes");
  const [answer] = useTrait(model, "answer");
  const [other, compare] = useTrait(model, "other");
  const [pages] = useTrait(model, "pages");
  const { trouble, keepCodes, keepCode } = useKept(model, desk);
  const [said, say] = useState("");
  useLayoutEffect(() => say(""), [selected]); // what was said was about another passage
  const [within, focus] = useFocus();

  const goOn = (next) => {
    select(next);
    focus(".cd-passage");
  };
  const keep = (own) => {
    keepCodes({ ...codes, ...own });
    focus(".cd-result");
  };
  const clear = () => {
    keepCodes({});
    setTraits(model, { other: {} });
    say("The desk is empty.");
    focus(".cd-which select");
  };

  const isPractice = !isTask(desk, selected);
  const passage = isPractice ? desk.passages.find(({ place }) => place === selected)
    : desk.tasks.find((task) => task.id === selected);
  const isCoded = isKept(codes, selected);
  return html`
    <div ref=${within}>
      <${Chooser} id=${id} desk=${desk} state=${{ selected, codes, answer }} select=${select} goOn=${goOn} />
      <div class="cd-desk" key=${selected}>
        ${!isPractice ? html`
          <${Task} passage=${passage} />
          <${Questions} id=${id} desk=${desk} task=${selected} answer=${answer} keep=${keepCode} />` : html`
          <${Paragraph} passage=${passage} isCoded=${isCoded} pages=${pages} />
          ${isCoded ? html`<${Differences} desk=${desk} passage=${passage} codes=${codes} />`
            : html`<${Grid} id=${id} desk=${desk} place=${selected} keep=${keep} />`}`}
      </div>
      <${Status} class="cd-status">${said}<//>
      <p class="cd-trouble" role="alert">${trouble}</p>
      ${!isPractice ? html`<${HandIn} desk=${desk} answer=${answer} say=${say} />` : html`
        <${Tools} key=${selected} id=${id} desk=${desk} codes=${codes} say=${say} compare=${compare} clear=${clear} />
        <${Comparison} desk=${desk} codes=${codes} other=${other} />
        <p class="cd-note">${model.get("note")}</p>`}
    </div>`;
};

const CodingDesk = ({ model, id }) =>
  (model.get("selected") ? html`<${Desk} model=${model} id=${id} />` : html`<p>${model.get("note")}</p>`);

export default mount(CodingDesk, "coding-desk");
