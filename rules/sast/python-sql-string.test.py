def user_by_name(cursor, name):
    # ruleid: python-sql-string
    cursor.execute("SELECT * FROM users WHERE name = '%s'" % name)
    return cursor.fetchone()


def remove(connection, table, key):
    # ruleid: python-sql-string
    connection.execute("DELETE FROM items WHERE key = " + key)
    # ruleid: python-sql-string
    connection.cursor().execute(f"delete from items where owner = '{table.owner}'")


def rename(db, old, new):
    # ruleid: python-sql-string
    db.execute("UPDATE tags SET name = '{}' WHERE name = '{}'".format(new, old))


def safe(cursor, name):
    # ok: python-sql-string
    cursor.execute("SELECT * FROM users WHERE name = %s", [name])


def constant(cursor):
    # ok: python-sql-string
    cursor.execute("SELECT count(*) " + "FROM users")


def names_of_tables(cursor, table, column):
    # ok: python-sql-string
    cursor.execute("SELECT COUNT(*) FROM %s" % table)
    # ok: python-sql-string
    cursor.execute(f"UPDATE {table} SET {column} = %s", [1])
    # ok: python-sql-string
    cursor.execute("SELECT a FROM t WHERE name = %s" % cursor.ops.quote_name(table))


def placeholders(cursor, rows, columns):
    marks = ", ".join("?" for column in columns)
    # ok: python-sql-string
    cursor.executemany(f"INSERT INTO items VALUES ({marks})", rows)


def definition_of_a_procedure(cursor, name):
    # ok: python-sql-string
    cursor.execute(f"CREATE PROCEDURE {name}() BEGIN SELECT 1 FROM t WHERE a = '{name}'; END")


def not_sql(pool, task, name):
    # ok: python-sql-string
    pool.execute("task-" + name)
    # ok: python-sql-string
    task.execute(f"hello {name}")
