"""A line to the door for what comes back."""

import re
import socket
import ssl

from common import check, trusting_nobody


class Door:
    """Speaks SMTP to it."""

    def __init__(self, port, tls=False):
        self.socket, self.buffer = socket.create_connection(("127.0.0.1", port), timeout=60), b""
        self.expect(220)
        self.greet()
        if tls:
            self.say("STARTTLS", 220)
            self.socket = trusting_nobody().wrap_socket(self.socket)
            self.greet()

    def greet(self):
        self.offers = self.say("EHLO mx.addressee.example", 250)

    def reply(self):
        while not re.search(rb"(?m)^\d{3} [^\n]*\n", self.buffer):
            try:
                got = self.socket.recv(65536)
            except (ConnectionError, ssl.SSLError):
                got = b""
            if not got:
                break
            self.buffer += got
        said, self.buffer = self.buffer.decode(), b""
        return said

    def expect(self, wanted, why=""):
        said = self.reply()
        check(said.startswith(str(wanted)), f"{why} expected {wanted}, got {said!r}")
        return said

    def say(self, line, wanted):
        self.socket.sendall(line.encode() + b"\r\n")
        return self.expect(wanted, line[:80])

    def to(self, path, wanted=250, sender=""):
        self.say("RSET", 250)
        self.say(f"MAIL FROM:<{sender}>", 250)
        return self.say(f"RCPT TO:<{path}>", wanted)

    def bring(self, path, message, wanted=250, sender=""):
        self.to(path, sender=sender)
        self.say("DATA", 354)
        octets = message if isinstance(message, bytes) else message.encode()
        self.socket.sendall(octets + b"\r\n.\r\n")
        return self.expect(wanted, message[:60])
