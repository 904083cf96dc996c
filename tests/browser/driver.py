"""A headless Chromium, spoken to in W3C WebDriver (https://www.w3.org/TR/webdriver2/) with the standard library alone. Every wait
is for something that can be seen, never for a time to pass."""

import atexit
import base64
import json
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
TAB, ENTER, SPACE, SHIFT = "\ue004", "\ue007", " ", "\ue008"
# What WebDriver calls an element whose page is gone; Chromium says the second while the next page is being made.
GONE = ("stale element reference", "no such element", "no such window", "detached shadow root")


class Refused(Exception):
    """WebDriver's answer that something is not so."""

    def __init__(self, error, message):
        super().__init__(f"{error}: {message}")
        self.error = error


def free_port():
    import socket
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Driver:
    """chromedriver on a port of its own; ends with this program."""

    def __init__(self, log):
        self.port = free_port()
        with open(log, "ab") as said:
            self.process = subprocess.Popen(["chromedriver", f"--port={self.port}"], stdout=said, stderr=said)
        atexit.register(self.stop)
        self.until("chromedriver answers", self.ready)

    def ready(self):
        try:
            return self.ask("GET", "/status")["ready"]
        except (OSError, Refused):
            return False

    def ask(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            told = json.load(error)["value"]
            raise Refused(told["error"], told["message"].split("\n")[0]) from None

    @staticmethod
    def until(what, holds, seconds=60):
        end = time.monotonic() + seconds
        while True:
            found = holds()
            if found:
                return found
            if time.monotonic() > end:
                raise AssertionError(f"{what}: not within {seconds} s")
            time.sleep(0.02)

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()


class Page:
    """One browser with an empty profile, and the page that it shows."""

    def __init__(self, driver, scripts):
        self.driver, self.profile = driver, tempfile.mkdtemp(prefix="recepis-browser-")
        flags = ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run",
                 "--disable-component-update", "--disable-sync", "--disable-default-apps", "--no-proxy-server", "--window-size=1000,900",
                 f"--user-data-dir={self.profile}"]
        # The sandbox needs what containers withhold; the pages that are opened here are our own.
        flags.append("--no-sandbox")
        options = {"args": flags, "perfLoggingPrefs": {"enableNetwork": True, "enablePage": False}}
        if shutil.which("chromium"):
            options["binary"] = shutil.which("chromium")
        wanted = {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"performance": "ALL"},
                  "timeouts": {"implicit": 0, "pageLoad": 60_000, "script": 60_000}}
        self.session = driver.ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]
        atexit.register(self.close)
        self.closed = False
        self.scripts(scripts)

    def close(self):
        if not self.closed:
            self.closed = True
            try:
                self.ask("DELETE", "")
            except (OSError, Refused):
                pass
            shutil.rmtree(self.profile, ignore_errors=True)

    def ask(self, method, path, body=None):
        return self.driver.ask(method, f"/session/{self.session}{path}", {} if body is None and method == "POST" else body)

    def until(self, what, holds, seconds=60):
        try:
            return self.driver.until(what, holds, seconds)
        except AssertionError as late:
            raise AssertionError(f"{late}\n{self.url()}\n{self.text()}") from None

    def tool(self, command, **parameters):
        """A command of Chromium's own protocol."""
        return self.ask("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def scripts(self, on):
        """Whether pages may run scripts. What the test itself asks of a page works either way."""
        self.tool("Emulation.setScriptExecutionDisabled", value=not on)

    def run(self, script, *arguments):
        return self.ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def run_later(self, script, *arguments):
        """A script that gives its answer to the function that is its last argument."""
        return self.ask("POST", "/execute/async", {"script": script, "args": list(arguments)})

    def authenticator(self):
        """Gives the browser an authenticator of its own, whose holder is there and unlocks it whenever it is asked."""
        self.tool("WebAuthn.enable", enableUI=False)
        self.tool("WebAuthn.addVirtualAuthenticator", options={
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
            "automaticPresenceSimulation": True})

    # ── what is there

    def url(self):
        return self.ask("GET", "/url")

    def text(self):
        return self.run("return document.body ? document.body.innerText : ''")

    def found(self, selector):
        """The first element that this selector names, as it is on the page, or nothing."""
        elements = self.ask("POST", "/elements", {"using": "css selector", "value": selector})
        return elements[0][ELEMENT] if elements else None

    def wait(self, selector):
        return self.until(f"{selector} on the page", lambda: self.found(selector))

    def cookies(self):
        return self.ask("GET", "/cookie")

    # ── what somebody does

    def open(self, url):
        self.ask("POST", "/url", {"url": url})

    def leaves(self, act):
        """Does what leads to another page, and waits until that one is whole."""
        before = self.found("html")
        act()
        self.until("another page", lambda: self.gone(before))
        self.until("a whole page", lambda: self.run("return document.readyState") == "complete")

    def gone(self, element):
        try:
            self.ask("GET", f"/element/{element}/name")
            return False
        except Refused as refused:
            # Between two pages the driver may know the element of neither.
            if refused.error in GONE or "does not belong to the document" in str(refused):
                return True
            raise

    def click(self, selector):
        element = self.wait(selector)
        self.leaves(lambda: self.ask("POST", f"/element/{element}/click"))

    def choose(self, selector):
        """Clicks something that stays on the page."""
        self.ask("POST", f"/element/{self.wait(selector)}/click")

    def fill(self, selector, text):
        element = self.wait(selector)
        self.ask("POST", f"/element/{element}/clear")
        self.ask("POST", f"/element/{element}/value", {"text": text})

    # ── with the keyboard alone

    def keys(self, *keys):
        """Presses keys one after the other, wherever the focus is."""
        pressed = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.ask("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": pressed}]})
        self.ask("DELETE", "/actions")

    def focused(self):
        return self.ask("GET", "/element/active")[ELEMENT]

    def tab_to(self, selector):
        """Presses Tab until the focus is there; fails where the keyboard does not get there, or the focus is not to be seen."""
        wanted = self.wait(selector)
        for _ in range(80):
            if self.focused() == wanted:
                ring = self.run("const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth]")
                assert ring[0] != "none" and ring[1] != "0px", f"{selector}: the focus is not to be seen {ring}"
                return
            self.keys(TAB)
        raise AssertionError(f"the keyboard does not reach {selector} on {self.url()}")

    def press(self, selector):
        self.tab_to(selector)
        self.leaves(lambda: self.keys(ENTER))

    def type(self, selector, text):
        self.tab_to(selector)
        self.keys(*text)

    # ── how it looks

    def screen(self, width, height, scale=1):
        self.tool("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=False)

    def usual_screen(self):
        self.tool("Emulation.clearDeviceMetricsOverride")

    def picture(self, path):
        taken = self.tool("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        with open(path, "wb") as file:
            file.write(base64.b64decode(taken["data"]))

    # ── what went over the network

    def network(self):
        """What the browser noted of its network since this was asked last: method and parameters of each event."""
        for entry in self.ask("POST", "/se/log", {"type": "performance"}):
            event = json.loads(entry["message"])["message"]
            yield event["method"], event["params"]
