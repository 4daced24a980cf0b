from django.db.models.expressions import RawSQL

from .models import Order, Person


def by_name(name):
    # ruleid: python-django-raw-sql
    return Person.objects.raw(f"SELECT * FROM person WHERE last_name = '{name}'")


def by_status(status):
    # ruleid: python-django-raw-sql
    return Order.objects.all().extra(where=["status = '%s'" % status])


def rated(column):
    # ruleid: python-django-raw-sql
    return Order.objects.annotate(rating=RawSQL("select avg(stars) from review where kind = '{}'".format(column), ()))


def parameters(name):
    # ok: python-django-raw-sql
    return Person.objects.raw("SELECT * FROM person WHERE last_name = %s", [name])


def extra_parameters(status):
    # ok: python-django-raw-sql
    return Order.objects.extra(where=["status = %s"], params=[status])


def name_of_the_table():
    # ok: python-django-raw-sql
    return Person.objects.raw("SELECT * FROM %s" % Person._meta.db_table)


def constant():
    # ok: python-django-raw-sql
    return Order.objects.annotate(age=RawSQL("select 1 " + "from review", ()))
