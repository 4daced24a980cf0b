const WebSocket = require("ws");
const FEED = "ws://feed.shop.example.org/prices";

// ruleid: javascript-cleartext-websocket
const feed = new WebSocket(FEED);

function chat(room) {
  // ruleid: javascript-cleartext-websocket
  return new WebSocket("ws://chat.example.org/" + room);
}

function withProtocol() {
  // ruleid: javascript-cleartext-websocket
  const socket = new WebSocket("ws://shop.example.org/live", ["v1"]);
  return socket;
}

// ok: javascript-cleartext-websocket
const secure = new WebSocket("wss://feed.shop.example.org/prices");
// ok: javascript-cleartext-websocket
const local = new WebSocket("ws://localhost:8080");
// ok: javascript-cleartext-websocket
const sameAsPage = new WebSocket(url);
