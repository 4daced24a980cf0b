export function greet(name) {
  // ruleid: javascript-inner-html
  document.getElementById("hello").innerHTML = "<b>" + name + "</b>";
}

export function row(table, item) {
  // ruleid: javascript-inner-html
  table.insertAdjacentHTML("beforeend", `<tr><td>${item.title}</td></tr>`);
}

export function banner(text) {
  // ruleid: javascript-inner-html
  document.write("<h1>" + text + "</h1>");
}

export function safe(name) {
  // ok: javascript-inner-html
  document.getElementById("hello").textContent = "Hello " + name;
  // ok: javascript-inner-html
  document.getElementById("box").innerHTML = "";
  // ok: javascript-inner-html
  document.getElementById("box").innerHTML = "<hr>";
  // ok: javascript-inner-html
  log.write("started " + name);
}
