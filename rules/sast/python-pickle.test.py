import json
import pickle
import pickle as p
from pickle import loads


def session(cookie):
    # ruleid: python-pickle
    return pickle.loads(cookie)


def model(path):
    with open(path, "rb") as file:
        # ruleid: python-pickle
        return p.load(file)


def job(queue):
    # ruleid: python-pickle
    return loads(queue.get())


def save(value, file):
    # ok: python-pickle
    pickle.dump(value, file)


def safe(text):
    # ok: python-pickle
    return json.loads(text)


def own(storage, key):
    # ok: python-pickle
    return storage.load(key)
