from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from flask import Flask
from flask_cors import CORS

app = FastAPI()
# ruleid: python-cors-any-origin
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_methods=["*"],
    allow_credentials=True,
)

api = FastAPI()
# ruleid: python-cors-any-origin
api.add_middleware(CORSMiddleware, allow_credentials=True, allow_origins=["*"])

site = Flask(__name__)
# ruleid: python-cors-any-origin
CORS(site, supports_credentials=True)

# ok: python-cors-any-origin
CORS(site, origins=["https://shop.example.org"], supports_credentials=True)

public = FastAPI()
# ok: python-cors-any-origin
public.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET"])

known = FastAPI()
# ok: python-cors-any-origin
known.add_middleware(CORSMiddleware, allow_origins=["https://shop.example.org"], allow_credentials=True)


class Django:
    # ruleid: python-cors-any-origin
    CORS_ALLOW_ALL_ORIGINS = True
    CORS_ALLOW_CREDENTIALS = True


class DjangoWithoutCookies:
    # ok: python-cors-any-origin
    CORS_ALLOW_ALL_ORIGINS = True
