const axios = require("axios");
const got = require("got");
const API = "http://api.shop.example.org/orders";

async function orders(token) {
  // ruleid: javascript-http-credentials
  return fetch(API, { method: "GET", headers: { Accept: "*/*", Authorization: `Bearer ${token}` } });
}

async function create(user, password, order) {
  // ruleid: javascript-http-credentials
  return axios.post("http://api.shop.example.org/orders", order, { auth: { username: user, password } });
}

async function me(username, password) {
  // ruleid: javascript-http-credentials
  return got("http://api.shop.example.org/me", { username, password }).json();
}

async function encrypted(token) {
  // ok: javascript-http-credentials
  return fetch("https://api.shop.example.org/me", { headers: { Authorization: token } });
}

async function local(auth) {
  // ok: javascript-http-credentials
  return axios.get("http://localhost:8080/me", { auth });
}

async function open() {
  // ok: javascript-http-credentials
  return fetch("http://api.shop.example.org/prices", { headers: { Accept: "application/json" } });
}
