import tarfile
import zipfile
from contextlib import closing


def unpack(path, folder):
    with tarfile.open(path) as archive:
        # ruleid: python-tar-extract
        archive.extractall(folder, filter="data")


def unpack_gz(stream, folder):
    # ruleid: python-tar-extract
    tarfile.open(fileobj=stream, mode="r:gz").extractall(path=folder, filter="data")


def unpack_old(path):
    tar = tarfile.TarFile(path)
    try:
        # ruleid: python-tar-extract
        tar.extractall()
    finally:
        tar.close()


def filtered(path, folder):
    with tarfile.open(path) as archive:
        # ok: python-tar-extract
        archive.extractall(folder, filter="data")


def chosen(path, folder, is_safe):
    with closing(tarfile.open(path)) as archive:
        # ok: python-tar-extract
        archive.extractall(folder, members=[m for m in archive if is_safe(m)])


def zipped(path, folder):
    with zipfile.ZipFile(path) as archive:
        # ok: python-tar-extract
        archive.extractall(folder)
