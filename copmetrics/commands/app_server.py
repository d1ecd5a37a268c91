"""What serves an app: Voilà with our own kernel and page, for this computer alone.

Nothing of it is looked up elsewhere: no settings of Voilà's or Jupyter's that lie around, no kernels, no
templates, nothing from the web.
"""

from __future__ import annotations

import secrets
import signal
import socket
from collections.abc import Callable, Mapping
from importlib.resources import files
from logging import CRITICAL, getLogger
from pathlib import Path
from types import FrameType
from typing import Final

from jupyter_server.base.handlers import AuthenticatedFileHandler
from nbformat import NotebookNode
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop, PeriodicCallback
from traitlets.config import Config
from voila.app import Voila
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler

from copmetrics.commands.browser_window import BrowserWindow
from copmetrics.commands.notebook_parameters import with_parameters
from copmetrics.errors import FileError

__all__ = ["AppServer", "Idle"]

KERNELS: Final = "AsyncMappingKernelManager"
"""What of Jupyter's starts kernels."""
OWN_KERNEL: Final = "copmetrics.commands.explorer_kernel.AppKernelManager"
LOOPBACK: Final = "127.0.0.1"
LARGEST_MESSAGE: Final = 1024**3
"""Bytes that a page may send at once: all files that somebody drops in together."""
LOOK_EVERY: Final = 1000
"""Milliseconds between two looks; on Windows it is at these that Ctrl+C is noticed."""
PATIENCE: Final = 600
"""So many looks without a window and it is over. A computer that sleeps does not look."""
ONLY_FAULTS: Final = CRITICAL
"""Of what the server says, what may reach whoever started it: nothing but that it cannot go on."""


class Idle:
    """Counts the looks, one after another, at which no window was open."""

    def __init__(self, patience: int = PATIENCE) -> None:
        """Wait for so many looks."""
        self.patience, self.looks = patience, 0

    def is_over(self, windows: int) -> bool:
        """Look once more, and tell whether nobody has been there for long."""
        self.looks = 0 if windows else self.looks + 1
        return self.looks >= self.patience


class MadeFile(AuthenticatedFileHandler):
    """A file that was made, for whoever has the token; what it runs sees nothing of the app."""

    @property
    def content_security_policy(self) -> str:
        """Keep the scripts of a page to themselves."""
        return "sandbox allow-scripts allow-popups allow-downloads"


class PageClosed(VoilaShutdownKernelHandler):
    """Ends the kernel of a page that was closed."""

    def check_xsrf_cookie(self) -> None:
        """Let the message in: a page that closes cannot send a token, and a kernel's name is one."""


class AppServer(Voila):
    """Voilà for one notebook; its address has a token in it, and it ends when nobody looks any more."""

    port: int
    template_paths: list[str]

    def __init__(
        self,
        notebook: Path,
        *,
        title: str,
        parameters: Mapping[str, str],
        made: Path | None = None,
        port: int = 0,
    ) -> None:
        """Prepare; nothing is served yet."""
        self.title, self.parameters, self.made = title, parameters, made
        super().__init__(
            notebook_path=str(notebook.resolve()),
            ip=LOOPBACK,
            port=port,
            token=secrets.token_hex(24),
            config_file_paths=[],
            log_level=ONLY_FAULTS,
            tornado_settings={"websocket_max_message_size": LARGEST_MESSAGE, "ws_ping_interval": 0},
            config=self._settings(),
        )
        self.initialize([])
        getLogger("tornado").setLevel(ONLY_FAULTS)

    def run(self, say: Callable[[str], None], *, browser: bool) -> None:
        """Serve until it is over; `say` is told the address, and a browser opened if it is wanted."""
        self.say, self.open_browser = say, browser
        self.socket = _socket_at(self.port)
        self.port = self.socket.getsockname()[1]
        self.start()

    def setup_template_dirs(self) -> None:
        """Put our page before Voilà's own."""
        super().setup_template_dirs()
        self.template_paths = [str(files("copmetrics.commands") / "app_page"), *self.template_paths]

    def init_handlers(self) -> list[object]:
        """Serve what was made as well."""
        ours: list[object] = [(r"/voila/api/shutdown/(.*)", PageClosed)]
        if self.made is not None:
            ours.append((r"/made/(.*)", MadeFile, {"path": str(self.made.resolve())}))
        return [*ours, *super().init_handlers()]

    def listen(self) -> None:
        """Serve until it is over."""
        HTTPServer(self.app).add_sockets([self.socket])
        self.ioloop = IOLoop.current()
        idle = Idle()
        PeriodicCallback(lambda: self._end_if(idle.is_over(self._windows())), LOOK_EVERY).start()
        signal.signal(signal.SIGINT, self._handle_signal_stop)
        address = f"http://{LOOPBACK}:{self.port}/?token={self.token}"
        self.say(address)
        try:
            with BrowserWindow(address if self.open_browser else ""):
                self.ioloop.start()
        finally:
            self.stop()

    def _handle_signal_stop(self, sig: int, frame: FrameType | None) -> None:
        """End; whoever presses Ctrl+C twice waits as long as who presses it once."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        super()._handle_signal_stop(sig, frame)

    def _windows(self) -> int:
        """Count the windows that are open: each has a connection to its kernel."""
        return sum(each["connections"] for each in self.kernel_manager.list_kernels())

    def _end_if(self, is_over: bool) -> None:
        if is_over:
            self.ioloop.stop()

    def _settings(self) -> Config:
        """Return what Voilà is told beside its own names."""
        return Config(
            {
                "VoilaConfiguration": {
                    "prelaunch_hook": self._as_asked,
                    "allow_template_override": "NO",
                    "allow_theme_override": "NO",
                    "file_allowlist": [],
                    "show_tracebacks": True,  # they are one sentence: see plain_errors.py
                },
                KERNELS: {"kernel_manager_class": OWN_KERNEL},
                "KernelManager": {"transport_encryption": "auto"},
                "ZMQChannelsWebsocketConnection": {"limit_rate": False},
            }
        )

    def _as_asked(self, _request: object, *, notebook: NotebookNode, cwd: str) -> NotebookNode:
        """Give the notebook its title and parameters."""
        return with_parameters(notebook, self.title, self.parameters)


def _socket_at(port: int) -> socket.socket:
    """Return a socket at this port of this computer, or at a free one for 0."""
    try:
        taken = socket.create_server((LOOPBACK, port))
    except OSError as error:
        what = f"cannot be used: {error.strerror}"
        advice = "Choose another with --port, or leave --port out."
        raise FileError(f"port {port}", what, advice=advice) from None
    taken.setblocking(False)
    return taken
