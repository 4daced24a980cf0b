const nunjucks = require("nunjucks");
const Handlebars = require("handlebars");
const mustache = require("mustache");

// ruleid: javascript-template-escape-off
nunjucks.configure("views", { autoescape: true, express: app });

function render(text, row) {
  // ruleid: javascript-template-escape-off
  return Handlebars.compile(text, { noEscape: true })(row);
}

// ruleid: javascript-template-escape-off
mustache.escape = (text) => text;

// ok: javascript-template-escape-off
nunjucks.configure("views", { autoescape: true });
// ok: javascript-template-escape-off
const template = Handlebars.compile("<p>{{name}}</p>", { strict: true });
// ok: javascript-template-escape-off
mustache.escape = (text) => text.replace(/</g, "&lt;");
