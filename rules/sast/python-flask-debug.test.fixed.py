import flask
import uvicorn
from flask import Flask

app = Flask(__name__)
admin = flask.Flask("admin", static_folder=None)
worker = object()


@app.route("/")
def index():
    return "hello"


if __name__ == "__main__":
    # ruleid: python-flask-debug
    app.run(debug=False)
    # ruleid: python-flask-debug
    app.run("0.0.0.0", 8080, debug=False, threaded=True)
    # ruleid: python-flask-debug
    admin.run(host="127.0.0.1", debug=False)
    # ok: python-flask-debug
    app.run(debug=False)
    # ok: python-flask-debug
    app.run("0.0.0.0")
    # ok: python-flask-debug
    worker.run(debug=True)
    # ok: python-flask-debug
    uvicorn.run(app, reload=True)
