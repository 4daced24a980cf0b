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


def copy(value):
    # ok: python-pickle
    return pickle.loads(pickle.dumps(value))


def round_trip(value):
    data = pickle.dumps(value)
    assert data
    # ok: python-pickle
    return pickle.loads(data)


def from_stream(stream):
    # ruleid: python-pickle
    return pickle.Unpickler(stream).load()
