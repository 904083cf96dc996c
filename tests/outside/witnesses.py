"""Witnesses for the outside tests: `recepis witness serve` as a process of its own, and a policy that names several."""

import atexit
import json
import signal
import subprocess
import urllib.error
import urllib.parse
import urllib.request

from common import BIN, check, free_port


class Witness:
    """`recepis witness serve` in a folder of its own below this one, always on the same port."""

    def __init__(self, folder, name, logs):
        self.folder, self.name, self.logs, self.port = folder, name, logs, free_port()
        self.start()

    def start(self):
        command = [f"{BIN}/recepis", "witness", "serve", "--data", f"{self.folder}/{self.name}", "--listen", f"127.0.0.1:{self.port}",
                   "--name", f"{self.name}.test", "--json"]
        for log in self.logs:
            command += ["--log", log]
        with open(f"{self.folder}/{self.name}.log", "ab") as said:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True)
        atexit.register(self.process.kill)
        line = self.process.stdout.readline()
        check(line, f"the witness did not start: {open(f'{self.folder}/{self.name}.log').read()[-2000:]}")
        ready = json.loads(line)
        self.url, self.keys = ready["url"], ready["keys"]

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        check(self.process.wait(40) == 0, "SIGTERM did not end the witness with code 0")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def ask(self, path, body=None):
        try:
            answer = urllib.request.urlopen(urllib.request.Request(self.url + path, body), timeout=20)
        except urllib.error.HTTPError as error:
            answer = error
        return answer.status, answer.headers["Content-Type"], answer.read()

    def last(self, origin):
        return self.ask("checkpoint?" + urllib.parse.urlencode({"origin": origin}))[2].decode()


def policy_of(folder, witnesses, enough):
    """Each witness signs with two keys, and both count."""
    lines = []
    for witness in witnesses:
        names = [f"{witness.name}-{number}" for number in range(len(witness.keys))]
        lines += [f"witness {name} {key} {witness.url}" for name, key in zip(names, witness.keys)]
        lines.append(f"group {witness.name} all {' '.join(names)}")
    lines += [f"group enough {enough} {' '.join(witness.name for witness in witnesses)}", "quorum enough", ""]
    with open(f"{folder}/policy", "w") as file:
        file.write("\n".join(lines))
    return f"{folder}/policy"
