function decode(request) {
  // ruleid: javascript-new-buffer
  return new Buffer(request.body.data, "base64").toString();
}

function room(size) {
  // ruleid: javascript-new-buffer
  const buffer = new Buffer(size);
  return buffer;
}

class Writer {
  grow() {
    // ruleid: javascript-new-buffer
    this.buffer = Buffer.concat([this.buffer, new Buffer(this.chunk)]);
  }
}

function good(request, size) {
  // ok: javascript-new-buffer
  const data = Buffer.from(request.body.data, "base64");
  // ok: javascript-new-buffer
  return Buffer.concat([data, Buffer.alloc(size)]);
}

// ok: javascript-new-buffer
const constant = new Buffer("hello", "utf8");
// ok: javascript-new-buffer
const bytes = new ArrayBuffer(8);
