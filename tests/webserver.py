"""A real nginx with the shipped configuration, for tests and measurements: a temporary folder, free loopback ports."""

import datetime
import ipaddress
import os
import pwd
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

CONFIGURATION = Path(__file__).parents[1] / "deploy" / "nginx.conf"
AROUND = """\
daemon off;
user {user};
worker_processes 2;
pid {state}/pid;
error_log {state}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {state}/body;
    proxy_temp_path {state}/proxy;
    fastcgi_temp_path {state}/fastcgi;
    scgi_temp_path {state}/scgi;
    uwsgi_temp_path {state}/uwsgi;
    include {state}/site.conf;
}}
"""


@dataclass(frozen=True)
class Server:
    """Where a folder of releases is served, without and with TLS, and below a path of another server; `certificate` is
    to be trusted for TLS.
    """

    port: int
    tls_port: int
    outer_port: int
    certificate: Path


def free_ports(count: int) -> list[int]:
    """Ports of the loopback interface that nobody listens on."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


@contextmanager
def nginx(releases: Path, state: Path, *, tls: bool = False) -> Iterator[Server]:
    """Serves a folder of releases; `state` is a folder for what nginx itself needs. With `tls` the lines for https
    are in force, so that the port without TLS only leads to the other. Another server has the site below /town/.
    """
    server = Server(*free_ports(3), state / "certificate.pem")
    site = CONFIGURATION.read_text(encoding="utf-8")
    below = "\n".join(re.findall(r"^#below (.*)$", site, re.MULTILINE))
    site += f"server {{ listen 127.0.0.1:{server.outer_port};\n{below}\n}}\n"
    changes = {
        "listen 80;": f"listen 127.0.0.1:{server.port};",
        "/srv/www": str(releases),
        "http://127.0.0.1:8081/": f"http://127.0.0.1:{server.port}/",
    }
    if tls:
        _certify(server.certificate, state / "key.pem")
        changes |= {
            "#https ": "",
            "listen 443 ": f"listen 127.0.0.1:{server.tls_port} ",
            "/etc/ssl/gongkai/fullchain.pem": str(server.certificate),
            "/etc/ssl/gongkai/privkey.pem": str(state / "key.pem"),
        }
    for old, new in changes.items():
        assert old in site
        site = site.replace(old, new)
    (state / "site.conf").write_text(site, encoding="utf-8")
    user = pwd.getpwuid(os.geteuid()).pw_name
    (state / "nginx.conf").write_text(AROUND.format(state=state, user=user), encoding="utf-8")
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "没有 nginx：deploy/setup.sh servers"
    log = state / "error.log"
    running = subprocess.Popen([program, "-e", log, "-c", state / "nginx.conf"], stderr=subprocess.DEVNULL)
    try:
        _wait(server.tls_port if tls else server.port, running, log)
        yield server
    finally:
        running.terminate()
        running.wait()


def _wait(port: int, running: subprocess.Popen, log: Path) -> None:
    for _ in range(500):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert running.poll() is None, log.read_text(encoding="utf-8")
        time.sleep(0.02)
    raise AssertionError("nginx did not start")


def _certify(certificate: Path, key: Path) -> None:
    """A certificate of 127.0.0.1 that vouches for itself."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(private, hashes.SHA256())
    )
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key.write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
