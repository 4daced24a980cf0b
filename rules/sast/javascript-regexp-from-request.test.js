const _ = require("lodash");

async function search(req, res) {
  // ruleid: javascript-regexp-from-request
  const filter = { name: new RegExp(req.query.name, "i") };
  res.json(await Product.find(filter));
}

app.get("/users/:prefix", (request, response) => {
  // ruleid: javascript-regexp-from-request
  response.json(users.filter((user) => new RegExp("^" + request.params.prefix).test(user.name)));
});

router.post("/filter", async (ctx) => {
  // ruleid: javascript-regexp-from-request
  ctx.body = rows.filter((row) => row.match(new RegExp(`${ctx.request.body.pattern}`)));
});

function escaped(req) {
  // ok: javascript-regexp-from-request
  return new RegExp(_.escapeRegExp(req.query.name), "i");
}

function own(options) {
  // ok: javascript-regexp-from-request
  return new RegExp(options.pattern);
}

function compared(req, name) {
  // ok: javascript-regexp-from-request
  return name.includes(req.query.name);
}
