const express = require("express");
const methodOverride = require("method-override");
const csrf = require("csurf");

function wrong(app) {
  app.use(csrf({ cookie: true }));
  // ruleid: javascript-csrf-before-method-override
  app.use(methodOverride("_method"));
}

function alsoWrong(server, session) {
  server.use(session());
  server.use(csrf());
  server.use(express.json());
  // ruleid: javascript-csrf-before-method-override
  server.use(methodOverride("X-HTTP-Method-Override"));
}

function old() {
  const app = express();
  app.use(express.csrf());
  // ruleid: javascript-csrf-before-method-override
  app.use(express.methodOverride());
  return app;
}

function right(app) {
  // ok: javascript-csrf-before-method-override
  app.use(methodOverride("_method"));
  app.use(csrf());
}

function without(app) {
  // ok: javascript-csrf-before-method-override
  app.use(methodOverride("_method"));
}

function others(app, api) {
  app.use(csrf());
  // ok: javascript-csrf-before-method-override
  api.use(methodOverride("_method"));
}
