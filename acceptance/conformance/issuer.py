"""A token issuer on loopback: its discovery document and its keys."""
import contextlib
import http.server
import json
import threading

from cryptography.hazmat.primitives import serialization

import gateway


@contextlib.contextmanager
def running(folder):
    """Serves while the cases run; yields the environment that tells them of it."""
    key = gateway.new_key()
    pem = folder / "issuer.pem"
    pem.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                      serialization.NoEncryption()))

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            documents = {"/.well-known/openid-configuration": {"issuer": name, "jwks_uri": name + "/jwks.json"},
                         "/jwks.json": gateway.jwks(key)}
            document = documents.get(self.path)
            self.send_response(200 if document else 404)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(document or {}).encode())

        def log_message(self, *words):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    name = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield {"CONFORMANCE_ISSUER": name, "CONFORMANCE_ISSUER_KEY": str(pem)}
    finally:
        server.shutdown()
        server.server_close()
