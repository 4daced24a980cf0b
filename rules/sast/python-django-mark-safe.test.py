from django.utils import safestring
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import mark_safe


def badge(user):
    # ruleid: python-django-mark-safe
    return mark_safe("<b>%s</b>" % user.name)


def link(url, text):
    # ruleid: python-django-mark-safe
    return mark_safe(f'<a href="{url}">{text}</a>')


class Column:
    def render(self, record):
        # ruleid: python-django-mark-safe
        return safestring.mark_safe('<img src="{}">'.format(record.picture))


def escaped(user):
    # ok: python-django-mark-safe
    return mark_safe("<b>%s</b>" % escape(user.name))


def escaped_twice(text):
    # ok: python-django-mark-safe
    return mark_safe(f"<p>{conditional_escape(text)}</p>")


def formatted(url, text):
    # ok: python-django-mark-safe
    return format_html('<a href="{}">{}</a>', url, text)


def constant():
    # ok: python-django-mark-safe
    return mark_safe("<br>" + "<hr>")
