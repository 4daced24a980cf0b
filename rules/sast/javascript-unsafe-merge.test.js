function merge(target, source) {
  for (const key in source) {
    if (typeof source[key] === "object") {
      // ruleid: javascript-unsafe-merge
      merge(target[key], source[key]);
    } else {
      target[key] = source[key];
    }
  }
  return target;
}

const deepAssign = (to, from) => {
  Object.keys(from).forEach((name) => {
    if (isObject(from[name])) {
      // ruleid: javascript-unsafe-merge
      to[name] = deepAssign(to[name], from[name]);
    } else to[name] = from[name];
  });
  return to;
};

function extend(a, b, deep) {
  for (let k in b) {
    // ruleid: javascript-unsafe-merge
    if (deep && a[k]) a[k] = extend(a[k], b[k], deep);
    else a[k] = b[k];
  }
}

function guarded(target, source) {
  for (const key in source) {
    if (key === "__proto__" || key === "constructor") continue;
    // ok: javascript-unsafe-merge
    target[key] = guarded(target[key], source[key]);
  }
}

function shallow(target, source) {
  // ok: javascript-unsafe-merge
  for (const key in source) target[key] = source[key];
}

function equal(a, b) {
  // ok: javascript-unsafe-merge
  return Object.keys(a).every((key) => compare(a[key], b[key]));
}
