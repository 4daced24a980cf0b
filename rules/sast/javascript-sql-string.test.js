async function byName(pool, name) {
  // ruleid: javascript-sql-string
  const [rows] = await pool.query("SELECT * FROM users WHERE name = '" + name + "'");
  return rows;
}

async function byId(req, client) {
  // ruleid: javascript-sql-string
  return client.query(`select id, name from users where id = ${req.params.id}`);
}

async function remove(prisma, email) {
  // ruleid: javascript-sql-string
  await prisma.$executeRawUnsafe(`DELETE FROM users WHERE email = '${email}'`);
}

async function parameters(pool, name) {
  // ok: javascript-sql-string
  return pool.query("SELECT * FROM users WHERE name = ?", [name]);
}

async function tableOf(client, table) {
  // ok: javascript-sql-string
  return client.query(`SELECT count(*) FROM ${table} WHERE deleted = false`);
}

async function constantName(knex) {
  // ok: javascript-sql-string
  return knex.raw(`select * from sqlite_master where type = 'index' and name = '${INDEX_NAME}'`);
}

async function tagged(prisma, email) {
  // ok: javascript-sql-string
  return prisma.$queryRaw`SELECT * FROM users WHERE email = ${email}`;
}

async function notSql(cache, name) {
  // ok: javascript-sql-string
  return cache.query("users:" + name);
}
