import yaml
from yaml import load as load_yaml, SafeLoader


def read(path):
    with open(path) as file:
        # ruleid: python-yaml-load
        return yaml.safe_load(file)


def parse(text):
    # ruleid: python-yaml-load
    documents = list(yaml.safe_load_all(text))
    # ruleid: python-yaml-load
    return documents or yaml.safe_load(text)


def aliased(text):
    # ruleid: python-yaml-load
    return load_yaml(text)


def safe(text):
    # ok: python-yaml-load
    return yaml.safe_load(text)


def safe_loader(text):
    # ok: python-yaml-load
    return yaml.load(text, Loader=yaml.SafeLoader)


def imported_loader(text):
    # ok: python-yaml-load
    return load_yaml(text, SafeLoader)


class ProjectLoader(SafeLoader):
    pass


def own_loader(text):
    # ok: python-yaml-load
    return yaml.load(text, Loader=ProjectLoader)


def round_trip(path, make_yaml):
    yaml = make_yaml(typ="safe")
    # ok: python-yaml-load
    return yaml.load(path)


def other(loader, text):
    # ok: python-yaml-load
    return loader.load(text)
