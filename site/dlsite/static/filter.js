// Shows only the entries of a list that hold what is typed.
"use strict";
(() => {
  const field = document.getElementById("filter");
  const items = [...document.querySelectorAll(field.dataset.items)];
  const texts = items.map((item) => item.textContent.normalize("NFC").toLowerCase());
  field.addEventListener("input", () => {
    const wanted = field.value.normalize("NFC").trim().toLowerCase();
    items.forEach((item, i) => {
      item.hidden = !texts[i].includes(wanted);
    });
  });
})();
