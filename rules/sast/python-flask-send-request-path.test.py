import os

from flask import request, send_file, send_from_directory


def download():
    # ruleid: python-flask-send-request-path
    return send_file(request.args["file"])


def report():
    # ruleid: python-flask-send-request-path
    return send_file(os.path.join("/srv/reports", request.args.get("name")), as_attachment=True)


def show():
    # ruleid: python-flask-send-request-path
    with open(f"/srv/pages/{request.form['page']}.html") as page:
        return page.read()


def safe():
    # ok: python-flask-send-request-path
    return send_from_directory("/srv/reports", request.args["name"])


def constant():
    # ok: python-flask-send-request-path
    return send_file("static/logo.png", mimetype="image/png")


def outgoing(request):
    # ok: python-flask-send-request-path
    return open(request.cache_file)
