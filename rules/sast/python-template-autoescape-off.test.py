import jinja2
from jinja2 import Environment, FileSystemLoader, select_autoescape
from mako.lookup import TemplateLookup


def report(rows):
    # ruleid: python-template-autoescape-off
    env = jinja2.Environment(loader=jinja2.FileSystemLoader("templates"))
    return env.get_template("report.html").render(rows=rows)


def page(user):
    # ruleid: python-template-autoescape-off
    environment = Environment(loader=FileSystemLoader("templates"), trim_blocks=True)
    template = environment.get_template("user.html.j2")
    return template.render(user=user)


def mako_page(user):
    # ruleid: python-template-autoescape-off
    lookup = TemplateLookup(directories=["templates"])
    return lookup.get_template("user.html").render(user=user)


def escaped(rows):
    # ok: python-template-autoescape-off
    env = Environment(loader=FileSystemLoader("templates"), autoescape=select_autoescape())
    return env.get_template("report.html").render(rows=rows)


def configuration(hosts):
    # ok: python-template-autoescape-off
    env = Environment(loader=FileSystemLoader("templates"))
    return env.get_template("nginx.conf.j2").render(hosts=hosts)


def mako_escaped(user):
    # ok: python-template-autoescape-off
    lookup = TemplateLookup(directories=["templates"], default_filters=["h"])
    return lookup.get_template("user.html").render(user=user)
