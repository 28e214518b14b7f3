/* Elements and numbers of the pages. Text is only ever put in as text. */
"use strict";
window.sameStoryElements = (() => {
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  }
  const count = (n) => n.toLocaleString("en");
  const plural = (n, thing) => `${count(n)} ${thing}${n === 1 ? "" : "s"}`;
  return { make, count, plural };
})();
