"use strict";
const field = document.getElementById("find-field");
const quarter = document.getElementById("find-quarter");
const told = document.getElementById("find-told");
const named = [...document.querySelectorAll("[data-name]")];
const all = document.querySelectorAll("details[data-name]").length;

function find() {
  const wanted = field.value.trim().toLowerCase();
  let met = 0;
  for (const each of named) {
    const there =
      each.dataset.name.includes(wanted) && [each.dataset.quarter, ""].includes(quarter.value);
    each.hidden = !there;
    if (there && each.tagName === "DETAILS") met += 1;
  }
  told.textContent = wanted || quarter.value ? `${met} of ${all} communities` : "";
}

if (field) {
  document.getElementById("find").hidden = false;
  field.addEventListener("input", find);
  quarter.addEventListener("input", find);
}
for (const link of document.querySelectorAll("a[href^='#community-']")) {
  link.addEventListener("click", () => {
    document.querySelector(link.hash).open = true;
  });
}
