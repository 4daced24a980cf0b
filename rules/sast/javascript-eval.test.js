export function calculate(request) {
  // ruleid: javascript-eval
  return eval(request.query.formula);
}

const compile = (names, body) => {
  // ruleid: javascript-eval
  const run = new Function(...names, body);
  return run;
};

window.onmessage = (event) => {
  // ruleid: javascript-eval
  setResult(eval("(" + event.data + ")"));
};

// ok: javascript-eval
const globals = new Function("return this")();
// ok: javascript-eval
const answer = eval("6 * 7");
// ok: javascript-eval
const data = JSON.parse(text);
// ok: javascript-eval
await page.$eval("#id", (element) => element.textContent);
