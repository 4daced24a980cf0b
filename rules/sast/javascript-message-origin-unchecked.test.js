// ruleid: javascript-message-origin-unchecked
window.addEventListener("message", (event) => {
  render(event.data);
});

// ruleid: javascript-message-origin-unchecked
window.addEventListener('message', function (e) {
  const command = JSON.parse(e.data);
  location.href = command.url;
}, false);

function listen(show) {
  // ruleid: javascript-message-origin-unchecked
  window.addEventListener("message", function onMessage(message) {
    show(message.data.html);
  });
}

// ok: javascript-message-origin-unchecked
window.addEventListener("message", (event) => {
  if (event.origin !== "https://shop.example.org") return;
  render(event.data);
});

// ok: javascript-message-origin-unchecked
window.addEventListener("message", (event) => {
  if (event.source === frame.contentWindow) render(event.data);
});

// ok: javascript-message-origin-unchecked
worker.addEventListener("message", (event) => {
  render(event.data);
});

// ok: javascript-message-origin-unchecked
window.addEventListener("message", handle);
