import flask
from flask import render_template_string, request
from jinja2 import Template

PAGE = "<h1>{{ title }}</h1>"


def hello(name):
    # ruleid: python-flask-template-string
    return render_template_string("<h1>Hello %s</h1>" % name)


def not_found(error):
    template = f"<h1>Nothing at {request.url}</h1>"
    # ruleid: python-flask-template-string
    return flask.render_template_string(template), 404


def preview():
    # ruleid: python-flask-template-string
    return Template(request.form["template"]).render()


def constant(title):
    # ok: python-flask-template-string
    return render_template_string(PAGE, title=title)


def joined(title):
    # ok: python-flask-template-string
    return render_template_string("<h1>{{ title }}" + "</h1>", title=title)


def from_file(name):
    # ok: python-flask-template-string
    return flask.render_template("hello.html", name=name)
