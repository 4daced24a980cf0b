const crypto = require("node:crypto");
const { createDecipher } = require("crypto");

function seal(text, password) {
  // ruleid: javascript-cipher-from-password
  const cipher = crypto.createCipher("aes-256-cbc", password);
  return cipher.update(text, "utf8", "hex") + cipher.final("hex");
}

function open(text, config) {
  // ruleid: javascript-cipher-from-password
  const decipher = createDecipher(config.algorithm, config.password);
  return decipher.update(text, "hex", "utf8") + decipher.final("utf8");
}

class Store {
  write(value) {
    // ruleid: javascript-cipher-from-password
    return require("crypto").createCipher("aes192", this.secret).update(value);
  }
}

function good(text, password, salt, iv) {
  const key = crypto.scryptSync(password, salt, 32);
  // ok: javascript-cipher-from-password
  return crypto.createCipheriv("aes-256-gcm", key, iv).update(text);
}

function own(factory, name) {
  // ok: javascript-cipher-from-password
  return factory.createCipher(name);
}

// ok: javascript-cipher-from-password
exports.createCipher = (name, password) => crypto.createCipheriv(name, password.key, password.iv);
