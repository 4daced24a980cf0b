import * as crypto from "crypto";
import CryptoJS from "crypto-js";

const KEY = "9d2f4c61a8b03e57d1c94f0a6b7e8352";

export function seal(text, iv) {
  // ruleid: javascript-hardcoded-key
  return crypto.createCipheriv("aes-256-cbc", KEY, iv).update(text);
}

export function open(iv) {
  // ruleid: javascript-hardcoded-key
  return crypto.createDecipheriv("aes-128-gcm", Buffer.from("00112233445566778899aabbccddeeff", "hex"), iv);
}

export function inBrowser(text) {
  // ruleid: javascript-hardcoded-key
  return CryptoJS.AES.encrypt(text, "open sesame").toString();
}

export function fromEnvironment(iv) {
  // ok: javascript-hardcoded-key
  return crypto.createCipheriv("aes-256-cbc", Buffer.from(process.env.KEY, "hex"), iv);
}

export function derived(password, salt, iv) {
  // ok: javascript-hardcoded-key
  return crypto.createCipheriv("aes-256-gcm", crypto.scryptSync(password, salt, 32), iv);
}

export function given(text, key) {
  // ok: javascript-hardcoded-key
  return CryptoJS.AES.encrypt(text, key);
}
