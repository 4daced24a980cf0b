function report(token) {
  // ruleid: javascript-post-message-any-origin
  window.parent.postMessage({ type: "token", token }, "*");
}

function tell(frame, state) {
  // ruleid: javascript-post-message-any-origin
  frame.contentWindow.postMessage(state, { targetOrigin: "*" });
  const target = "*";
  // ruleid: javascript-post-message-any-origin
  window.opener.postMessage(JSON.stringify(state), target);
}

// ok: javascript-post-message-any-origin
window.parent.postMessage({ type: "ready" }, "https://shop.example.org");
// ok: javascript-post-message-any-origin
window.postMessage("next tick", "*");
// ok: javascript-post-message-any-origin
worker.postMessage({ type: "start" });
// ok: javascript-post-message-any-origin
window.opener.postMessage("done", window.location.origin);
