const yaml = require("js-yaml");
const jsYaml = require("js-yaml");
const unsafe = require("js-yaml-js-types").all;

function read(text) {
  // ruleid: javascript-yaml-unsafe-schema
  return yaml.load(text, { schema: yaml.DEFAULT_FULL_SCHEMA });
}

function readNamed(text, filename) {
  // ruleid: javascript-yaml-unsafe-schema
  return jsYaml.load(text, { filename, schema: jsYaml.DEFAULT_FULL_SCHEMA });
}

function readExtended(text) {
  // ruleid: javascript-yaml-unsafe-schema
  return yaml.load(text, { schema: yaml.DEFAULT_SCHEMA.extend(unsafe) });
}

function byDefault(text) {
  // ok: javascript-yaml-unsafe-schema
  return yaml.load(text);
}

function json(text) {
  // ok: javascript-yaml-unsafe-schema
  return yaml.load(text, { schema: yaml.JSON_SCHEMA });
}

function own(store, text) {
  // ok: javascript-yaml-unsafe-schema
  return store.load(text, { schema: store.schema });
}
