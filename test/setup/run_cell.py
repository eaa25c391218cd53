"""Runs a cell in a new kernel of a running JupyterLab, as its page does: run_cell.py ADDRESS NOTEBOOK CODE.

Prints what the cell prints. ADDRESS has the token; NOTEBOOK is a path below the server's folder.
"""

import asyncio
import json
import sys
import uuid
from urllib.parse import parse_qs, quote, urljoin, urlsplit

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

PATIENCE = 60  # seconds


async def main(address: str, notebook: str, code: str) -> None:
    token = parse_qs(urlsplit(address).query)["token"][0]
    headers = {"Authorization": f"token {token}"}

    async def ask(path: str, **options) -> dict:
        request = HTTPRequest(urljoin(address, path), headers=headers, request_timeout=PATIENCE, **options)
        return json.loads((await AsyncHTTPClient().fetch(request)).body)

    content = await ask("/api/contents/" + quote(notebook))
    assert content["type"] == "notebook", content
    place = {"path": notebook, "name": "", "type": "notebook", "kernel": {"name": "tslab"}}
    session = await ask("/api/sessions", method="POST", body=json.dumps(place))
    kernel = session["kernel"]["id"]
    channels = urljoin(address, f"/api/kernels/{kernel}/channels").replace("http", "ws", 1)
    socket = await websocket_connect(HTTPRequest(channels, headers=headers))
    header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "username": "", "session": "test", "version": "5.3"}
    message = {"header": header, "parent_header": {}, "metadata": {}, "channel": "shell", "buffers": []}
    await socket.write_message(json.dumps({**message, "content": {"code": code, "silent": False}}))
    while True:
        answer = json.loads(await asyncio.wait_for(socket.read_message(), PATIENCE))
        if answer["parent_header"].get("msg_id") != header["msg_id"]:
            continue
        if answer["msg_type"] == "stream":
            print(answer["content"]["text"], end="")
        if answer["msg_type"] == "execute_reply":
            print(answer["content"]["status"])
            return


asyncio.run(main(*sys.argv[1:]))
