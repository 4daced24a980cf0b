import crypto, { createDecipheriv } from "node:crypto";
import CryptoJS from "crypto-js";

export function seal(key, text) {
  // ruleid: javascript-ecb-mode
  const cipher = crypto.createCipheriv("aes-128-ecb", key, null);
  return Buffer.concat([cipher.update(text), cipher.final()]);
}

export function open(key) {
  // ruleid: javascript-ecb-mode
  return createDecipheriv('AES-256-ECB', key, "");
}

export function inBrowser(text, key) {
  // ruleid: javascript-ecb-mode
  return CryptoJS.AES.encrypt(text, key, { padding: CryptoJS.pad.Pkcs7, mode: CryptoJS.mode.ECB }).toString();
}

export function good(key, iv) {
  // ok: javascript-ecb-mode
  return crypto.createCipheriv("aes-256-gcm", key, iv);
}

export function counted(key, iv) {
  // ok: javascript-ecb-mode
  return CryptoJS.AES.encrypt("text", key, { iv, mode: CryptoJS.mode.CTR });
}

export function refuse(name) {
  // ok: javascript-ecb-mode
  if (name === "aes-128-ecb") throw new Error("ECB is not allowed");
}
