async function byName(users, name) {
  // ruleid: javascript-mongo-where
  return users.find({ $where: `this.name === "${name}"` }).toArray();
}

async function older(users, req) {
  // ruleid: javascript-mongo-where
  return users.findOne({ active: true, $where: "this.age > " + req.query.age });
}

async function sleepy(User, ms) {
  // ruleid: javascript-mongo-where
  return User.find().$where("sleep(" + ms + ")");
}

async function constant(users) {
  // ok: javascript-mongo-where
  return users.find({ $where: "this.a === this.b" }).toArray();
}

async function operators(users, name, age) {
  // ok: javascript-mongo-where
  return users.find({ name, age: { $gt: Number(age) } }).toArray();
}

async function orm(User, name) {
  // ok: javascript-mongo-where
  return User.where("name").equals(`${name}`);
}
