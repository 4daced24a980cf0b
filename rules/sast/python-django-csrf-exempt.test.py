from django.http import JsonResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from . import views


# ruleid: python-django-csrf-exempt
@csrf_exempt
def transfer(request):
    return JsonResponse({"done": True})


# ruleid: python-django-csrf-exempt
@require_POST
@csrf_exempt
def notify(request):
    return JsonResponse({})


# ruleid: python-django-csrf-exempt
@method_decorator(csrf_exempt, name="dispatch")
class Orders(View):
    def post(self, request):
        return JsonResponse({})


urlpatterns = [
    # ruleid: python-django-csrf-exempt
    path("hook/", csrf_exempt(views.hook)),
    # ok: python-django-csrf-exempt
    path("home/", views.home),
]


# ok: python-django-csrf-exempt
@csrf_protect
def account(request):
    return JsonResponse({})


# ok: python-django-csrf-exempt
@require_POST
def order(request):
    return JsonResponse({})
