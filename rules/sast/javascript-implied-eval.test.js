function later(name) {
  // ruleid: javascript-implied-eval
  setTimeout("show('" + name + "')", 100);
  // ruleid: javascript-implied-eval
  window.setInterval(`refresh("${name}")`, 5000);
}

class Clock {
  start(format) {
    // ruleid: javascript-implied-eval
    this.timer = setInterval("tick(" + format + ")", 1000);
  }
}

function good(name) {
  // ok: javascript-implied-eval
  setTimeout(() => show(name), 100);
  // ok: javascript-implied-eval
  setTimeout(show, 100, name);
  // ok: javascript-implied-eval
  setInterval("tick()", 1000);
}
