"""A small sign-in of an organization (OpenID Connect) on this machine: real keys, real signatures, real redirects."""

import json
import secrets
import time
from base64 import urlsafe_b64encode
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "bigtent", "between the two of us"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider(ThreadingHTTPServer):
    """Whoever comes is `somebody`; `granted` are the codes it gave out, each with its challenge."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Desk)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.somebody = {"sub": "u-1", "email": "ada@example.org", "email_verified": True}
        self.methods = ["pwd"]
        self.in_token: dict[str, object] = {}
        self.sign_with = {"key": KEY, "algorithm": "RS256", "headers": {"kid": "k"}}
        self.granted: dict[str, str] = {}

    def token(self):
        moment = int(time.time())
        told = {"iss": self.url, "aud": CLIENT, "iat": moment, "exp": moment + 60, "amr": self.methods}
        return jwt.encode(told | self.somebody | self.in_token, **self.sign_with)


class Desk(BaseHTTPRequestHandler):
    def log_message(self, *_words):
        pass

    def do_GET(self):
        path, asked = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if path == "/authorize":
            return self.authorize(asked)
        url = self.server.url
        pages = {
            "/.well-known/openid-configuration": {
                "issuer": url,
                "authorization_endpoint": f"{url}/authorize",
                "token_endpoint": f"{url}/token",
                "userinfo_endpoint": f"{url}/userinfo",
                "jwks_uri": f"{url}/jwks",
            },
            "/jwks": {"keys": [json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())) | {"kid": "k"}]},
            "/userinfo": self.server.somebody,
        }
        return self.answer(pages[path])

    def authorize(self, asked):
        code = secrets.token_urlsafe()
        self.server.granted[code] = asked["code_challenge"][0]
        self.send_response(302)
        back = urlencode({"code": code, "state": asked["state"][0]})
        self.send_header("Location", f"{asked['redirect_uri'][0]}?{back}")
        self.end_headers()

    def do_POST(self):
        told = {
            name: value[0] for name, value in parse_qs(self.rfile.read(int(self.headers["Content-Length"]))).items()
        }
        told = {name.decode(): value.decode() for name, value in told.items()}
        shown = urlsafe_b64encode(sha256(told["code_verifier"].encode()).digest()).decode().rstrip("=")
        ours = (told["client_id"], told["client_secret"]) == (CLIENT, SECRET)
        if not ours or self.server.granted.pop(told["code"], "") != shown:
            return self.answer({"error": "invalid_grant"}, 400)
        return self.answer({"access_token": "t", "token_type": "Bearer", "id_token": self.server.token()})

    def answer(self, told, status=200):
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running():
    provider = Provider()
    Thread(target=provider.serve_forever, daemon=True).start()
    yield provider
    provider.shutdown()
    provider.server_close()
