"""Jupyter's own test of kernels, `jupyter_kernel_test`, with samples in TypeScript; for the kernel `measured`."""

import unittest

import jupyter_kernel_test
from jupyter_client.session import Session


class TypeScriptKernel(jupyter_kernel_test.KernelTests):
    kernel_name = "measured"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('wrong')"
    completion_samples = [
        {"text": "const name = 'n'; name.toUpperC", "matches": {"toUpperCase"}},
        {"text": "Math.hyp", "matches": {"hypot"}},
    ]
    complete_code_samples = ["1", "const a = 1;", "for (const i of [1]) {\n}", "`a\n`", "// only a comment", ""]
    incomplete_code_samples = ["for (const i of [1]) {", "f(", "const a = [", "`a", "/* a", "const a ="]
    invalid_code_samples = ["import 7q", "const = 3", "a b", "}"]
    code_generate_error = "throw new RangeError('too big')"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "[1, 'two']", "result": "[ 1, 'two' ]"},
        {"code": "'text'", "result": "text"},
    ]
    code_display_data = [
        {"code": "import { display } from 'tslab'; display.html('<b>1</b>')", "mime": "text/html"},
        {"code": "display.png(Buffer.from([1]))", "mime": "image/png"},
    ]
    code_history_pattern = "6*7*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math"
    code_clear_output = "console.clear()"

    def result_of(self, code, **options):
        """Runs a cell. Returns its reply and the text of its result."""
        found = []
        hook = lambda message: found.append(message) if message["msg_type"] == "execute_result" else None
        reply = self.kc.execute_interactive(code, output_hook=hook, timeout=60, **options)["content"]
        return reply, "".join(message["content"]["data"]["text/plain"] for message in found)

    def test_input(self):
        asked = []

        def answer(message):
            asked.append(message["content"])
            self.kc.input("Ada")

        code = "prompt('Name?') + prompt('Word?', { hidden: true })"
        reply, result = self.result_of(code, allow_stdin=True, stdin_hook=answer)
        self.assertEqual([*asked, reply["status"], result], [
            {"prompt": "Name?", "password": False},
            {"prompt": "Word?", "password": True},
            "ok",
            "AdaAda",
        ])
        reply, _ = self.result_of("prompt()", allow_stdin=False)
        self.assertEqual(reply["ename"], "NoInput")

    def test_user_expressions(self):
        asked = {"sum": "1 + 1", "wrong": "noSuchName", "nothing": "undefined"}
        reply, _ = self.result_of("let n = 1", user_expressions=asked)
        found = reply["user_expressions"]
        self.assertEqual(found["sum"], {"status": "ok", "data": {"text/plain": "2"}, "metadata": {}})
        self.assertEqual(found["wrong"]["ename"], "CompileError")
        self.assertEqual(found["nothing"]["data"], {"text/plain": "undefined"})

    def test_answers_while_a_cell_loops(self):
        self.kc.execute("while (true);")
        self.kc.complete("Math.hyp")
        self.assertEqual(self.get_non_kernel_info_reply(timeout=60)["content"]["matches"], ["hypot"])
        self.km.interrupt_kernel()
        self.assertEqual(self.get_non_kernel_info_reply(timeout=60)["content"]["ename"], "Interrupted")

    def test_unknown_comm_is_closed(self):
        self.flush_channels()
        message = self.kc.session.msg("comm_open", {"comm_id": "c", "target_name": "none", "data": {}})
        self.kc.shell_channel.send(message)
        types = [self.kc.get_iopub_msg(timeout=60)["msg_type"] for _ in range(3)]
        self.assertEqual(types, ["status", "comm_close", "status"])

    def test_welcomes_a_client(self):
        socket = self.km.connect_iopub()
        try:
            self.assertTrue(socket.poll(60_000))
            session = Session(key=self.kc.session.key)  # the client's own refuses a message that it has seen
            _, frames = session.feed_identities(socket.recv_multipart())
            message = session.deserialize(frames)
            self.assertEqual((message["msg_type"], message["content"]), ("iopub_welcome", {"subscription": ""}))
        finally:
            socket.close()

    def test_history_is_kept_over_restarts(self):
        self.result_of("'before the restart'")
        self.km.restart_kernel(now=True)
        self.kc.wait_for_ready(timeout=60)
        self.result_of("'after it'")
        reply = self.history_helper([], hist_access_type="tail", n=2, raw=True)
        (first, _, one), (second, _, two) = reply["content"]["history"]
        self.assertEqual((one, two, second), ("'before the restart'", "'after it'", first + 1))


if __name__ == "__main__":
    unittest.main()
