import uuid
from uuid import uuid1, uuid4


def invite(user):
    # ruleid: python-insecure-uuid
    user.reset_token = uuid.uuid1().hex
    return user


def session():
    # ruleid: python-insecure-uuid
    session_id = str(uuid1())
    # ruleid: python-insecure-uuid
    api_key = uuid.uuid1()
    return session_id, api_key


def random_token():
    # ok: python-insecure-uuid
    token = uuid4().hex
    return token


def request_id():
    # ok: python-insecure-uuid
    request_id = uuid.uuid1()
    return request_id


def column(table):
    # ok: python-insecure-uuid
    return table.order_by(uuid.uuid1())
