"""A folder in; a real IMAP server with one account, Debian's Dovecot with a configuration of its own, out."""

from __future__ import annotations

import contextlib
import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

USER, PASSWORD = "letters", "for-tests-alone"
CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{home}/mail
mail_max_userip_connections = 1000
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/user
}}
namespace inbox {{
  inbox = yes
}}
service imap-login {{
  chroot =
  process_min_avail = 1
  service_count = 0
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service auth {{
  client_limit = 4000
}}
service imap {{
  service_count = 200
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Imap:
    """Where the server listens, and the Maildir of its one account."""

    port: int
    maildir: Path

    def forget(self) -> None:
        """Empty the inbox and every folder."""
        for path in self.maildir.iterdir():
            if path.name.startswith(".") and path.is_dir():
                shutil.rmtree(path)
        for name in ("tmp", "new", "cur"):
            for path in (self.maildir / name).iterdir():
                path.unlink()


def is_here() -> bool:
    """Whether a Dovecot is installed whose configuration reads as the one above (2.3)."""
    if not shutil.which("dovecot"):
        return False
    said = subprocess.run(["dovecot", "--version"], capture_output=True, text=True, check=False, timeout=30).stdout
    return said.startswith("2.3.") and Path("/usr/lib/dovecot/imap").exists()


@contextlib.contextmanager
def running() -> Iterator[Imap]:
    """Run the server in a folder of its own; it serves mail as `nobody` where the tests run as root."""
    owner = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    home = Path(tempfile.mkdtemp(prefix="dovecot-"))
    home.chmod(0o755)
    maildir = home / "mail"
    for folder in (home / "user", home / "state", maildir, *(maildir / name for name in ("tmp", "new", "cur"))):
        folder.mkdir()
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    port = free_port()
    names = {"user": owner.pw_name, "group": grp.getgrgid(owner.pw_gid).gr_name}
    numbers = {"uid": owner.pw_uid, "gid": owner.pw_gid, "port": port}
    (home / "conf").write_text(CONFIG.format(home=home, password=PASSWORD, **names, **numbers), encoding="utf-8")
    server = subprocess.Popen(["dovecot", "-F", "-c", str(home / "conf")])
    try:
        wait_for(port, server)
        yield Imap(port, maildir)
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(home, ignore_errors=True)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until a server greets. Raises RuntimeError when it ended or stays silent."""
    for _ in range(200):
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            if line.recv(4) == b"* OK":
                return
        time.sleep(0.05)
    raise RuntimeError("dovecot did not start")
