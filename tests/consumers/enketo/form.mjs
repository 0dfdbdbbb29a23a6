// Runs in the browser: draws a form, and returns what Enketo found wrong with it.
import { transform } from "enketo-transformer/web";
import { Form } from "enketo-core";

window.drawForm = async (xform) => {
  const { form, model } = await transform({ xform, theme: "formhub" });
  document.body.append(document.createRange().createContextualFragment(form));
  return new Form(document.querySelector("form.or"), { modelStr: model }, {}).init().map(String);
};
