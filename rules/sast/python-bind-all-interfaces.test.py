import socket
from http.server import HTTPServer, SimpleHTTPRequestHandler

import uvicorn

from shop import app


def main():
    # ruleid: python-bind-all-interfaces
    app.run(debug=False, host="0.0.0.0", port=8080)


def serve(port):
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # ruleid: python-bind-all-interfaces
    listener.bind(("0.0.0.0", port))
    # ruleid: python-bind-all-interfaces
    HTTPServer(("0.0.0.0", port), SimpleHTTPRequestHandler).serve_forever()


HOST = "0.0.0.0"

if __name__ == "__main__":
    # ruleid: python-bind-all-interfaces
    uvicorn.run(app, host=HOST)


def local(port):
    # ok: python-bind-all-interfaces
    app.run(host="127.0.0.1", port=port)


def configured(settings):
    # ok: python-bind-all-interfaces
    uvicorn.run(app, host=settings.host)


def any_port():
    # ok: python-bind-all-interfaces
    socket.socket().bind(("localhost", 0))


def is_any(address):
    # ok: python-bind-all-interfaces
    return address == "0.0.0.0"
