import joblib
import jsonpickle
import numpy as np
import pandas as pd
import torch


def model(path):
    # ruleid: python-model-pickle
    return torch.load(path, map_location="cpu", weights_only=False)


def data(path):
    # ruleid: python-model-pickle
    rows = np.load(path, allow_pickle=True)
    # ruleid: python-model-pickle
    return rows, pd.read_pickle(path + ".frame"), joblib.load(path + ".model")


def session(text):
    # ruleid: python-model-pickle
    return jsonpickle.decode(text)


def weights(path):
    # ok: python-model-pickle
    return torch.load(path, weights_only=True)


def numbers(path):
    # ok: python-model-pickle
    return np.load(path, mmap_mode="r")


def table(path):
    # ok: python-model-pickle
    return pd.read_parquet(path)
