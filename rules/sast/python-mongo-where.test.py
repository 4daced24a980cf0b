def by_name(users, name):
    # ruleid: python-mongo-where
    return list(users.find({"$where": f"this.name == '{name}'"}))


def older(users, request):
    # ruleid: python-mongo-where
    return users.find_one({"active": True, "$where": "this.age > " + request.args["age"]})


def between(users, low, high):
    # ruleid: python-mongo-where
    return users.count_documents({"$where": "this.age > %s && this.age < %s" % (low, high)})


def constant(users):
    # ok: python-mongo-where
    return users.find({"$where": "this.a === this.b"})


def operators(users, name, age):
    # ok: python-mongo-where
    return users.find({"name": name, "age": {"$gt": int(age)}})


def other(users, name):
    # ok: python-mongo-where
    return users.find({"where": f"name {name}"})
