// ruleid: javascript-redos
const words = /^(\w+\s?)+$/;

function isList(text) {
  // ruleid: javascript-redos
  return new RegExp("^(a+)+$").test(text);
}

function check(req, res) {
  // ruleid: javascript-redos
  if (/^([a-zA-Z0-9]+)*@shop$/i.test(req.body.mail)) res.end();
}

// ok: javascript-redos
const name = /^[a-z][a-z0-9_]*$/;

// ok: javascript-redos
const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function parts(text) {
  // ok: javascript-redos
  return text.split(/\s*,\s*/);
}

// ok: javascript-redos
const comment = /^\/\*[^]*?\*\//;

function given(pattern) {
  // ok: javascript-redos
  return new RegExp(pattern);
}
