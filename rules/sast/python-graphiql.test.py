from ariadne.asgi import GraphQL
from django.conf import settings
from django.urls import path
from graphene_django.views import GraphQLView
from strawberry.fastapi import GraphQLRouter

from shop.schema import schema

urlpatterns = [
    # ruleid: python-graphiql
    path("graphql", GraphQLView.as_view(graphiql=True, schema=schema)),
    # ok: python-graphiql
    path("api", GraphQLView.as_view(schema=schema, graphiql=settings.DEBUG)),
    # ok: python-graphiql
    path("quiet", GraphQLView.as_view(schema=schema)),
]

# ruleid: python-graphiql
router = GraphQLRouter(schema, graphiql=True)
# ruleid: python-graphiql
application = GraphQL(schema, debug=True)
# ok: python-graphiql
silent = GraphQL(schema, debug=False)
