import os
from os import environ

# ruleid: python-oauth-insecure-transport
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"


def main():
    # ruleid: python-oauth-insecure-transport
    environ["AUTHLIB_INSECURE_TRANSPORT"] = "true"
    # ruleid: python-oauth-insecure-transport
    os.environ.setdefault("OAUTHLIB_INSECURE_TRANSPORT", "1")


# ok: python-oauth-insecure-transport
os.environ["OAUTHLIB_RELAX_TOKEN_SCOPE"] = "1"
# ok: python-oauth-insecure-transport
insecure = os.environ.get("OAUTHLIB_INSECURE_TRANSPORT")
# ok: python-oauth-insecure-transport
os.environ.pop("OAUTHLIB_INSECURE_TRANSPORT", None)
