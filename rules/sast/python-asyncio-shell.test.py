import asyncio
from asyncio import create_subprocess_shell


async def convert(path):
    # ruleid: python-asyncio-shell
    process = await asyncio.create_subprocess_shell(f"convert {path} out.png", stdout=asyncio.subprocess.PIPE)
    return await process.communicate()


async def run(command, loop, protocol):
    # ruleid: python-asyncio-shell
    await create_subprocess_shell(command)
    # ruleid: python-asyncio-shell
    await loop.subprocess_shell(protocol, "ls " + command)


async def constant():
    # ok: python-asyncio-shell
    return await asyncio.create_subprocess_shell("make -j2 && make install")


async def exact(path):
    # ok: python-asyncio-shell
    return await asyncio.create_subprocess_exec("convert", path, "out.png")


async def own(machine, command):
    # ok: python-asyncio-shell
    return await machine.create_subprocess_shell(command)
