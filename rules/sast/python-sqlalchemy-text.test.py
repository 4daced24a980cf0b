import pandas as pd
import sqlalchemy as sa
from sqlalchemy import text


def by_name(connection, name):
    # ruleid: python-sqlalchemy-text
    return connection.execute(text(f"SELECT * FROM users WHERE name = '{name}'"))


def remove(session, key):
    # ruleid: python-sqlalchemy-text
    session.execute(sa.text("DELETE FROM items WHERE key = '%s'" % key))


def frame(engine, day):
    # ruleid: python-sqlalchemy-text
    return pd.read_sql("select * from orders where day = '" + day + "'", engine)


def parameters(connection, name):
    # ok: python-sqlalchemy-text
    return connection.execute(text("SELECT * FROM users WHERE name = :name"), {"name": name})


def name_of_table(connection, table):
    # ok: python-sqlalchemy-text
    return connection.execute(text(f"SELECT count(*) FROM {table}"))


def joined(connection, table):
    # ok: python-sqlalchemy-text
    return connection.execute(text(f"SELECT 1 FROM team, {table} WHERE team.id = {table}.team_id"))


def frame_parameters(engine, day):
    # ok: python-sqlalchemy-text
    return pd.read_sql("select * from orders where day = %s", engine, params=[day])
